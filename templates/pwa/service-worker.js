{# The service worker is classic and in parts: this page gives them what the server knows. -#}
const BUILD = {{ build|tojson }};
const SHELL = [
{% for name in shell %}
  {{ asset(name)|tojson }},
{% endfor %}
];
const PUSH_KEY = {{ push_key|tojson }};
const NOTICE_ICON = {{ asset("icons/icon-192.png")|tojson }};
const NOTICE_BADGE = {{ asset("icons/badge-96.png")|tojson }};

importScripts(
{% for part in parts %}
  {{ asset(part)|tojson }},
{% endfor %}
);
