"""Stand-ins for what lies beyond our walls, each as strict as the real one.

They listen on loopback only, choose their own ports, keep nothing after `stop`, and need no
internet: `push_service` for services that the app sends to, `fcm` and `autopush` for the services
that Chromium and Firefox themselves connect to, `notification_daemon` for the desktop's notices.
"""
