"""Asking for a job in French, as frames for guard.py: the same rule, in the other tongue of Canada.

The text arrives without accents. A question that begins with comment, pourquoi or quel, and what is
said with ne … pas, is left alone, as it is in English.
"""

from __future__ import annotations

from netpwa.outreach.guard_words import frame

_LEFT_ALONE = (
    r"^(?:et |alors |mais )?(?:comment|pourquoi|quand|quel\w*|qui|combien|ou|que|qu'\w+|lequel|"
    r"laquelle|depuis|lors|si vous deviez)\b(?! vous (?:avez|auriez))|\bne (?:\w+ ){1,3}?(?:pas|"
    r"plus|jamais|guere)\b|\bn'\w+ (?:\w+ )?(?:pas|plus|jamais)\b|\bsans (?:\w+ )?(?:demander|"
    r"chercher|vouloir)\b"
)
_SOFT = r"(?:[\w'-]+ ){0,3}?"
_JOB = (
    r"(?:postes?|emplois?|stages?|alternances?|contrats?|apprentissages?|jobs?|boulots?|travail|"
    r"cdi|cdd|offres? (?:d'emploi|de stage)|place d'apprenti\w*)"
)
_ORG = (
    r"(?:equipe|entreprise|agence|bureau|service|cabinet|organisation|organisme|ville|firme|"
    r"societe|etablissement|ministere|mairie|groupe|direction|atelier|compagnie)"
)
_YOURS = rf"votre (?:\w+ )?{_ORG}"
_THERE = rf"(?:chez vous|avec vous|pour vous|(?:dans|a|au sein de|aupres de|pour) {_YOURS})"
_HAVE = r"(?:avez-vous|auriez-vous|vous avez|vous auriez|y a-t-il|y aurait-il|il y a|il y aurait)"
_THEY = rf"(?:{_YOURS}|l'equipe)"
_BEGINNER = r"(?:stagiaires?|assistant\w*|apprenti\w*|alternants?|debutants?|jeunes diplomes)"
_PAPERS = (
    r"(?:mon (?:\w+ )?(?:cv|curriculum vitae|dossier|profil)|ma (?:\w+ )?(?:candidature|"
    r"lettre de "
    r"motivation)|mes coordonnees|mon nom)"
)
FRENCH = (
    frame(
        "un poste",
        rf"\b{_HAVE} {_SOFT}(?:(?:un|une|des|d'autres|quelques|de|"
        rf"d') ?){_SOFT}{_JOB}(?: d'ete)?(?:$| (?:a "
        r"pourvoir|a (?:me )?(?:proposer|offrir|confier|transmettre|signaler)|disponibles?|"
        r"vacants?|libres?|ouverts?|pour (?:moi|un|une|des|"
        rf"l'ete|cet|des)|cet|en ce moment|actuellement|bientot|{_THERE}))",
        rf"\b{_THEY} {_SOFT}(?:a|aurait|a-t-elle|aurait-elle|offre|propose) {_SOFT}{_JOB} (?:a "
        r"pourvoir|pour moi|pour un|pour une|disponible|libre|vacant|cet)",
        r"\b(?:possibilites?|opportunites?|chances?|perspectives?) (?:d'|de )(?:embauche|emploi|"
        rf"stage|recrutement|travailler|postuler|decrocher)(?:$| {_SOFT}{_THERE})",
        r"\bune place (?:pour moi|pour un (?:stagiaire|etudiant)) |\bune place pour moi$",
        unless=_LEFT_ALONE,
    ),
    frame(
        "recruter",
        r"\b(?:est-ce que )?vous (?:recrutez|embauchez)(?:$| (?:\w+ )?(?:en ce moment|"
        r"actuellement|"
        r"bientot|encore|cette|cet|des|quelqu))|^(?:recrutez|embauchez)-vous",
        rf"\b{_THEY} (?:recrute|embauche)(?:$|-t-(?:elle|il)| (?:en ce moment|actuellement|des|"
        r"un))",
        r"\b(?:m'(?:embaucher|engager|recruter|employer)|me (?:recruter|prendre en stage|prendre "
        rf"dans {_YOURS}|donner (?:ma|une) chance))\b",
        rf"\b{_THEY} (?:\w+ )?(?:cherche|recherche)(?:-t-(?:il|elle))? (?:un|une|des|"
        r"d'autres) (?:\w+ )?"
        rf"{_BEGINNER}$",
        r"\b(?:recherchez|cherchez)-vous (?:\w+ )?(?:quelqu'un|un|une|"
        r"des) (?:\w+ )?(?:stagiaires?|"
        r"employes?|collaborat\w+|urbanistes?|assistants?|jeunes?|pour (?:rejoindre|renforcer))",
        rf"\b(?:vous|{_THEY}) (?:prend|prend-elle|prend-il|prenez|prendriez|accueill\w+|accept\w+|"
        r"engag\w+) (?:\w+ )?(?:des|"
        rf"un|une) {_BEGINNER}$",
        r"\b(?:j'espere|je (?:souhaite|voudrais|reve)|"
        r"j'aimerais) (?:d')?(?:\w+ )?etre (?:embauche|engage|"
        r"recrute)e?\b",
        r"\bbesoin (?:d'(?:un|une)|de) (?:\w+ )?(?:stagiaires?|assistant\w*|apprenti\w*|"
        r"urbanistes?|"
        r"employe\w*|renforts?|bras|main d'oeuvre|personnel)\b",
        unless=_LEFT_ALONE,
    ),
    frame(
        "chercher",
        r"\b(?:je (?:souhaite|souhaiterais|voudrais|veux)|j'aimerais) (?:\w+ )?(?:un|"
        rf"une) (?:\w+ )?{_JOB}\b",
        r"\bje (?:suis |serais )?(?:\w+ )?(?:cherche|recherche|chercherais|vise)(?: activement| "
        rf"actuellement| aussi| donc)? (?:un|une|du|mon premier|mon|des) (?:\w+ ){{0,2}}{_JOB}\b",
        r"\b(?:a la|en) recherche (?:active )?(?:d'|de )(?:un |une |mon |du )?(?:\w+ ){0,2}"
        rf"{_JOB}\b",
        rf"\bj'(?:ai besoin|aurais besoin) (?:d'|de )(?:un |une |du )?(?:\w+ )?{_JOB}\b",
        r"\b(?:je (?:souhaite|souhaiterais|voudrais|veux|desire|compte|peux|pourrais)|j'aimerais|"
        r"j'espere|je (?:serais|suis) (?:\w+ )?(?:ravie?|heureu\w+|honoree?|prete?|enchantee?|"
        r"interess\w+) "
        r"(?:de|a|d'|par l'idee de)|puis-je|serait-il possible d[e'] ?|"
        rf"est-il possible d[e'] ?) {_SOFT}(?:travailler|"
        r"rejoindre|integrer|postuler|candidater|faire (?:un|mon) stage|effectuer (?:un|mon) "
        rf"stage|entrer) {_SOFT}(?:{_THERE}|{_YOURS})",
        rf"\b(?:je (?:souhaite|souhaiterais|voudrais|veux)|j'aimerais|j'espere) {_SOFT}(?:obtenir|"
        rf"decrocher|trouver) (?:un|une|mon|du) (?:\w+ ){{0,2}}{_JOB}\b",
        r"\bje (?:suis|serais) disponible (?:des|a partir|immediatement|pour (?:travailler|un|"
        r"une|"
        r"commencer))\b.*|\bje (?:postule|me porte candidat\w*)\b",
        unless=_LEFT_ALONE + r"|\b(?:entretien|conversation|appel|echanger|discuter|parler)\b",
    ),
    frame(
        "mon CV",
        r"\b(?:envoie|envoyer|joins|joindre|transmets|transmettre|adresse|adresser|laisser|"
        r"laisse|"
        r"faire suivre|faire passer|faire parvenir|remettre|appuyer|soutenir|passer|donner|"
        r"partager|"
        rf"partage|glisser|presenter|recommander|trouverez|regarder|relire) {_SOFT}{_PAPERS}\b",
        rf"\b{_PAPERS} (?:\w+ )?(?:en piece jointe|ci-joint\w*|a votre|au|aux|a la direction)\b",
        r"\bparler de moi (?:a|au|aux) |\bentretien d'embauche (?:chez|avec|dans|pour moi)|"
        r"\b(?:m'obtenir|m'avoir|me decrocher|me trouver) (?:un|une) (?:\w+ )?(?:entretien|"
        r"poste|emploi|"
        r"stage|contrat|travail)\b",
        r"\bun mot en ma faveur\b|\bme recommander (?:a|aupres) ",
        r"\b(?:ci-joint|en piece jointe) (?:\w+ )?mon cv\b|\bvoici mon cv\b",
        unless=_LEFT_ALONE + r"|\b(?:si vous (?:le )?(?:demandez|souhaitez)|dois-je)\b",
    ),
    frame(
        "pensez à moi",
        rf"\b(?:tenir|tenez|tiendrez)(?:-moi| me)? (?:au courant|informee?)? ?{_SOFT}(?:si|des|"
        rf"d'|quand|lorsqu\w*) {_SOFT}{_JOB}",
        r"\b(?:me tenir|tenez-moi|me prevenir|prevenez-moi|m'avertir|me dire|me signaler|"
        r"me faire "
        rf"signe|faites-moi signe|pensez a moi|penser a moi|contactez-moi|m'ecrire) {_SOFT}(?:si |"
        rf"pour |quand |des qu'?)?{_SOFT}(?:un|une|des|d'un|d'une|vous) (?:\w+ )?{_JOB}",
        rf"\b(?:si|quand|des qu'?) ?(?:un|une) {_JOB} (?:se libere|s'ouvre|est disponible|se "
        r"presente|est a pourvoir)",
        rf"\b(?:m'aider|m'aideriez-vous|aidez-moi|aider) {_SOFT}a (?:trouver|decrocher|obtenir) "
        rf"(?:un|une|du|mon) (?:\w+ )?{_JOB}",
        r"\b(?:connaissez-vous|connaitriez-vous|savez-vous|"
        rf"sauriez-vous) {_SOFT}(?:qui (?:recrute|embauche)|(?:un|"
        rf"une|des|d'autres) (?:\w+ )?{_JOB} (?:a pourvoir|disponible|libre))",
        r"\b(?:qui|entreprises? qui|cabinets? qui|quelqu'un qui) (?:recrute\w*|embauche\w*)$",
        unless=_LEFT_ALONE,
    ),
)
