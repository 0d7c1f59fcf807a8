# SPDX-License-Identifier: MIT
# What a site's robots.txt lets a program fetch.

import collections
import time
import urllib.error
import urllib.parse
import urllib.request

__all__ = ['RobotFileParser']

RequestRate = collections.namedtuple('RequestRate', 'requests seconds')


class RobotFileParser:
    """Reads a robots.txt and answers questions about it."""

    def __init__(self, url=''):
        self.entries = []
        self.sitemaps = []
        self.default_entry = None
        self.disallow_all = self.allow_all = False
        self.set_url(url)
        self.last_checked = 0

    def mtime(self):
        """When it was read."""
        return self.last_checked

    def modified(self):
        """It was read now."""
        self.last_checked = time.time()

    def set_url(self, url):
        self.url = url
        self.host, self.path = urllib.parse.urlparse(url)[1:3]

    def read(self):
        """Fetch the file and take it in."""
        try:
            answer = urllib.request.urlopen(self.url)
        except urllib.error.HTTPError as error:
            if error.code in (401, 403):
                self.disallow_all = True
            elif 400 <= error.code < 500:
                self.allow_all = True
        else:
            self.parse(answer.read().decode('utf-8').splitlines())

    def _add_entry(self, entry):
        if '*' not in entry.useragents:
            self.entries.append(entry)
        elif self.default_entry is None:
            self.default_entry = entry

    def parse(self, lines):
        """Take in the lines of a file."""
        entry, has_rules = Entry(), False
        self.modified()
        for line in lines:
            if not line.strip():
                if entry.useragents and has_rules:
                    self._add_entry(entry)
                if entry.useragents:
                    entry, has_rules = Entry(), False
                continue
            key, colon, value = line.partition('#')[0].strip().partition(':')
            if not colon:
                continue
            key = key.strip().lower()
            value = urllib.parse.unquote(value.strip())
            if key == 'user-agent':
                if has_rules:
                    self._add_entry(entry)
                    entry, has_rules = Entry(), False
                entry.useragents.append(value)
            elif key == 'sitemap':
                self.sitemaps.append(value)
            elif entry.useragents and entry.take(key, value):
                has_rules = True
        if has_rules and entry.useragents:
            self._add_entry(entry)

    def _entry_for(self, useragent):
        for entry in self.entries:
            if entry.applies_to(useragent):
                return entry
        return self.default_entry

    def can_fetch(self, useragent, url):
        """May this program fetch it?"""
        if self.disallow_all:
            return False
        if self.allow_all:
            return True
        if not self.last_checked:
            return False
        parts = urllib.parse.urlparse(urllib.parse.unquote(url))
        path = urllib.parse.quote(urllib.parse.urlunparse(
            ('', '', *parts[2:]))) or '/'
        entry = self._entry_for(useragent)
        return True if entry is None else entry.allowance(path)

    def _asked(self, useragent, name):
        if not self.mtime():
            return None
        entry = self._entry_for(useragent)
        return None if entry is None else getattr(entry, name)

    def crawl_delay(self, useragent):
        return self._asked(useragent, 'delay')

    def request_rate(self, useragent):
        return self._asked(useragent, 'req_rate')

    def site_maps(self):
        return self.sitemaps or None

    def __str__(self):
        entries = self.entries[:]
        if self.default_entry is not None:
            entries.append(self.default_entry)
        return '\n\n'.join(map(str, entries))


class RuleLine:
    """Allow or Disallow, and the path it is about."""

    def __init__(self, path, allowance):
        if not path and not allowance:
            allowance = True    # an empty Disallow allows all
        parsed = urllib.parse.urlparse(path)
        self.path = urllib.parse.quote(urllib.parse.urlunparse(parsed))
        self.allowance = allowance

    def applies_to(self, filename):
        return self.path == '*' or filename.startswith(self.path)

    def __str__(self):
        return f'{"Allow" if self.allowance else "Disallow"}: {self.path}'


class Entry:
    """The rules for some programs."""

    def __init__(self):
        self.useragents, self.rulelines = [], []
        self.delay = self.req_rate = None

    def take(self, key, value):
        """Take in a line; is it a rule?"""
        if key in ('allow', 'disallow'):
            self.rulelines.append(RuleLine(value, key == 'allow'))
        elif key == 'crawl-delay':
            if value.strip().isdigit():
                self.delay = int(value)
        elif key == 'request-rate':
            numbers = value.split('/')
            if len(numbers) == 2 and all(number.strip().isdigit()
                                         for number in numbers):
                self.req_rate = RequestRate(*map(int, numbers))
        else:
            return False
        return True

    def __str__(self):
        lines = [f'User-agent: {agent}' for agent in self.useragents]
        if self.delay is not None:
            lines.append(f'Crawl-delay: {self.delay}')
        if self.req_rate is not None:
            lines.append('Request-rate: '
                         f'{self.req_rate.requests}/{self.req_rate.seconds}')
        return '\n'.join(lines + [str(rule) for rule in self.rulelines])

    def applies_to(self, useragent):
        name = useragent.split('/')[0].lower()
        return any(agent == '*' or agent.lower() in name
                   for agent in self.useragents)

    def allowance(self, filename):
        for rule in self.rulelines:
            if rule.applies_to(filename):
                return rule.allowance
        return True
