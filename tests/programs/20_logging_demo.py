# cpython: 3.8-3.13
"""Logging: levels, handlers, formatters, filters, exceptions, children."""
import io
import logging
import sys


class Colours(logging.Formatter):
    """Marks levels with signs, as a terminal would with colours."""

    signs = {logging.DEBUG: ".", logging.INFO: "i", logging.WARNING: "!",
             logging.ERROR: "E", logging.CRITICAL: "***"}

    def format(self, record):
        record.sign = self.signs.get(record.levelno, "?")
        return super().format(record)

    def formatException(self, ei):
        kind, error, _ = ei
        return f"    {kind.__name__}: {error}"


class Hide(logging.Filter):
    def __init__(self, *secrets):
        super().__init__()
        self.secrets = secrets

    def filter(self, record):
        text = record.getMessage()
        for secret in self.secrets:
            text = text.replace(secret, "*" * len(secret))
        record.msg, record.args = text, ()
        return True


class Memory(logging.Handler):
    def __init__(self):
        super().__init__(level=logging.WARNING)
        self.records = []

    def emit(self, record):
        self.records.append((record.name, record.levelname,
                             record.getMessage(), record.funcName,
                             record.lineno))


log = logging.getLogger("shop")
memory = Memory()


class Cart:
    def __init__(self, user):
        self.log = logging.getLogger("shop.cart")
        self.user = user
        self.items = {}

    def add(self, item, price, count=1):
        self.log.debug("%s adds %d x %s", self.user, count, item)
        if price < 0:
            self.log.warning("negative price %.2f for %r", price, item)
        self.items[item] = price * count

    def pay(self, card):
        self.log.info("paying %s with card %s", self.total(), card)
        try:
            return 100 / self.total()
        except ZeroDivisionError:
            self.log.exception("cannot pay for an empty cart")
        finally:
            self.items.clear()

    def total(self):
        return sum(self.items.values())


def set_up():
    log.setLevel(logging.DEBUG)
    log.propagate = False
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(Colours("%(sign)3s %(name)s: %(message)s"))
    handler.addFilter(Hide("1234-5678", "s3cret"))
    log.addHandler(handler)
    log.addHandler(memory)


def main():
    set_up()
    cart = Cart("ann")
    cart.add("pen", 1.5, 4)
    cart.add("voucher", -5)
    cart.pay("1234-5678")
    cart.pay("1234-5678")
    log.critical("database password is %s", "s3cret")
    log.log(25, "between the levels")
    logging.getLogger("shop.cart").setLevel(logging.ERROR)
    cart.log.warning("nobody hears this")
    print("effective:", logging.getLevelName(cart.log.getEffectiveLevel()),
          log.isEnabledFor(logging.DEBUG), cart.log.isEnabledFor(30))
    print("from memory:")
    for record in memory.records:
        print("  ", *record)

    text = io.StringIO()
    other = logging.getLogger("other")
    other.propagate = False
    handler = logging.StreamHandler(text)
    handler.setFormatter(logging.Formatter(
        "{levelname:<8}|{name}|{message}|{threadName}", style="{"))
    other.addHandler(handler)
    other.info("too low for the default level")
    other.error("%(what)s failed %(times)d times", {"what": "it", "times": 3})
    logging.disable(logging.ERROR)
    other.error("switched off")
    logging.disable(logging.NOTSET)
    adapter = logging.LoggerAdapter(other, {"user": "bob"})
    adapter.warning("through an adapter")
    print(text.getvalue(), end="")
    logging.addLevelName(35, "NOTICE")
    print(logging.getLevelName(35), logging.getLevelName("ERROR"),
          logging.getLevelName(99))
    logging.basicConfig(format="%(levelname)s:%(name)s:%(message)s",
                        stream=sys.stdout, level="INFO")
    logging.info("root %s", "logger")
    logging.getLogger("a.b.c").warning("reaches the root")
    print(logging.getLogger("a.b.c").parent, len(logging.root.handlers))


if __name__ == "__main__":
    main()
