"""Installable and offline: the manifest, the service worker, the page without a network."""
