"""Pairs of entries of which it is known whether they are one person.

An entry is its name, its organisation, and how to reach it. None of them is anybody.
"""

from __future__ import annotations

MAIL, OTHER_MAIL = "ana@example.org", "ben@example.org"
PHONE, PROFILE = "+1 416 555 0134", "linkedin.com/in/ana"
AT_GUELPH = "City of Guelph"
# One entry, another, and what speaks for them being one.
ONE = (
    (("Ana Ruiz", AT_GUELPH), ("Ana Ruiz", AT_GUELPH), ("place",)),
    (("Ana Ruiz", AT_GUELPH), ("Ana M. Ruiz", "city of guelph"), ("place",)),
    (("Ana Maria Ruiz", AT_GUELPH), ("Ana M. Ruiz", AT_GUELPH), ("place",)),
    (("Dr. Ana Ruiz", "Guelph Inc."), ("Ana Ruiz", "Guelph"), ("place",)),
    (("Ana Ruiz, MCIP, RPP", "Guelph"), ("Ana Ruiz", "Guelph Ltd"), ("place",)),
    (("Ana Ruiz (she/her)", "Guelph"), ("Ana Ruiz", "Guelph"), ("place",)),
    (("Félix Gagnon", "Atelier Nord"), ("Felix Gagnon", "Atelier Nord"), ("place",)),
    (("Zoë Müller", "Büro Süd"), ("Zoe Muller", "Buro Sud"), ("place",)),
    (("ANA RUIZ", AT_GUELPH), ("ana ruiz", AT_GUELPH), ("place",)),
    (("Mary-Ann O'Neil", AT_GUELPH), ("Mary Ann O\u2019Neil", AT_GUELPH), ("place",)),
    (("Ana Ruiz", ""), ("Ana Ruiz", "Guelph"), ("name",)),
    (("Ana Ruiz", ""), ("Ana Ruiz", ""), ("name",)),
    (("Ana Ruiz", "A", MAIL), ("Ana Ruiz-Li", "B", "ANA@example.org"), ("email",)),
    (("Ana Ruiz", "A", MAIL), ("Ana Li", "B", MAIL), ("email",)),
    (("Ana Ruiz", "A", MAIL), ("Ana Li Ruiz", "B", MAIL), ("email",)),
    (("A. Ruiz", "", MAIL), ("Ana Ruiz", "", MAIL), ("email",)),
    (("Ana", "", MAIL), ("Ana Ruiz", "", MAIL), ("email",)),
    (("Ruiz", "", MAIL), ("Ana Ruiz", "", MAIL), ("email",)),
    (("Ruiz Ana", "A", MAIL), ("Ana Ruiz", "B", MAIL), ("email",)),
    (("Benjamin Okafor", "A", OTHER_MAIL), ("Ben Okafor", "B", OTHER_MAIL), ("email",)),
    (("Bob Stone", "A", "bs@example.org"), ("Robert Stone", "B", "bs@example.org"), ("email",)),
    (("Liz Chan", "A", "lc@example.org"), ("Elizabeth Chan", "B", "lc@example.org"), ("email",)),
    (("Pepe Mora", "A", "pm@example.org"), ("José Mora", "B", "pm@example.org"), ("email",)),
    (("Ana Ruiz", "A", "info@ruiz.example"), ("Ana Ruiz", "B", "info@ruiz.example"), ("email",)),
    (("Ana Ruiz", "A", f"https://www.{PROFILE}/"), ("Ana Li", "B", f"ca.{PROFILE}?trk=x"),
     ("profile",)),
    (("ana", "", PROFILE), ("Ana Ruiz", AT_GUELPH, PROFILE), ("profile",)),
    (("Ana Ruiz", "Guelph", PROFILE), ("Ana Ruiz", "Guelph", "linkedin.com/company/guelph"),
     ("place",)),
    (("Ana Ruiz", "A", PHONE), ("Ana Ruiz", "B", "(416) 555-0134"), ("phone",)),
    (("Ana Ruiz", "A", "416.555.0134"), ("Dr Ana Ruiz", "B", PHONE), ("phone",)),
    (("Ana Ruiz", "A", MAIL), ("Ana Ruiz", "A", MAIL), ("email", "place")),
    (("Ana Ruiz", "A", MAIL, PHONE), ("Ana Ruiz", "B", MAIL, PHONE), ("email", "phone")),
)  # fmt: skip
# Two people who look alike in a list.
TWO = (
    (("Ana Ruiz", AT_GUELPH), ("Ana Ruiz", "Region of Peel")),
    (("Ana Ruiz", "Guelph"), ("Ana Li", "Guelph")),
    (("Ana Ruiz", "Guelph"), ("Ben Ruiz", "Guelph")),
    (("Ana Ruiz", "Guelph"), ("Anna Ruiz", "Guelph")),
    (("A. Ruiz", "Guelph"), ("Ana Ruiz", "Guelph")),
    (("Bob Stone", "Guelph"), ("Robert Stone", "Guelph")),
    (("John A. Smith", "Guelph"), ("John B. Smith", "Guelph")),
    (("Maria Elena Mora", "Guelph"), ("Maria Luisa Mora", "Guelph")),
    (("John Smith", "Guelph"), ("John Smith Jr.", "Guelph")),
    (("John Smith Sr.", "Guelph"), ("John Smith Jr.", "Guelph")),
    (("John Smith", "Guelph", "linkedin.com/in/john-smith-1"),
     ("John Smith", "Guelph", "linkedin.com/in/john-smith-2")),
    (("John Smith", "", "linkedin.com/in/john-smith-1"),
     ("John Smith", "Guelph", "linkedin.com/in/john-smith-2")),
    (("Ana Ruiz", "Guelph", "info@example.org"), ("Ben Okafor", "Guelph", "info@example.org")),
    (("Ana Ruiz", "Guelph", "info@example.org"), ("Ana Li", "Guelph", "info@example.org")),
    (("Ana Ruiz", "Guelph", "planning@example.org"), ("A. Roy", "Guelph", "planning@example.org")),
    (("Ana Ruiz", "A", "ruiz.family@example.org"), ("Ben Ruiz", "B", "ruiz.family@example.org")),
    (("Ana Ruiz", "A", "home@example.org"), ("Ben Okafor", "B", "home@example.org")),
    (("Ana", "", "home@example.org"), ("Ben Ruiz", "", "home@example.org")),
    (("Ana Ruiz", "Guelph", PHONE), ("Ben Okafor", "Guelph", PHONE)),
    (("Ana Ruiz", "Guelph", PHONE), ("Ana Li", "Guelph", PHONE)),
    (("Ana Ruiz", "Guelph", PHONE), ("Ben Ruiz", "Peel", PHONE)),
    (("Ana Ruiz", "Guelph", "example.org"), ("Ben Okafor", "Guelph", "example.org")),
    (("Ana Ruiz", "A", "linkedin.com/company/guelph"),
     ("Ben Okafor", "B", "linkedin.com/company/guelph")),
    (("Ana", ""), ("Ana", "")),
    (("Ana", "Guelph"), ("Ana Ruiz", "Guelph")),
    (("Dr. Ruiz", "Guelph"), ("Ruiz", "Peel")),
    (("Prof. Chan", "Guelph"), ("Dr. Chan", "Guelph")),
    (("Li Wei", "Guelph"), ("Wei Li", "Guelph")),
    (("Ana Ruiz", "Plan A"), ("Ana Ruiz", "Plan B")),
    (("Ana Ruiz", "A", "linkedin.com/in/ana"), ("Ana Ruiz", "B", "linkedin.com/in/ana-ruiz")),
    (("Ana Ruiz", "A", MAIL), ("Ana Ruiz", "B", "ana@example.com")),
    (("Planning desk", "Guelph", PHONE), ("Front desk", "Guelph", PHONE)),
)  # fmt: skip
