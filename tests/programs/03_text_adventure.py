# cpython: 3.6-3.13
"""A small text adventure; the commands come from standard input."""
import sys


class Room:
    def __init__(self, name, description):
        self.name = name
        self.description = description
        self.exits = {}
        self.things = []

    def connect(self, direction, other):
        opposite = {"north": "south", "east": "west", "up": "down",
                    "south": "north", "west": "east", "down": "up"}
        self.exits[direction] = other
        other.exits[opposite[direction]] = self

    def describe(self):
        yield f"== {self.name} =="
        yield self.description
        if self.things:
            yield "You see: " + ", ".join(sorted(self.things)) + "."
        yield "Exits: " + ", ".join(sorted(self.exits)) + "."


class Quit(Exception):
    pass


class Game:
    def __init__(self):
        hall = Room("Hall", "Dust dances in the light of a high window.")
        kitchen = Room("Kitchen", "It smells of onions.")
        cellar = Room("Cellar", "Dark, damp and full of spiders.")
        tower = Room("Tower", "The whole valley lies below you.")
        hall.connect("east", kitchen)
        kitchen.connect("down", cellar)
        hall.connect("up", tower)
        kitchen.things += ["knife", "lamp"]
        cellar.things.append("crown")
        self.dark = cellar
        self.goal = tower
        self.here = hall
        self.bag = set()
        self.moves = 0

    def do_look(self):
        """look around"""
        if self.here is self.dark and "lamp" not in self.bag:
            print("It is too dark to see anything.")
        else:
            print("\n".join(self.here.describe()))

    def do_go(self, direction):
        """go DIRECTION"""
        if direction not in self.here.exits:
            print(f"You cannot go {direction} from here.")
            return
        self.here = self.here.exits[direction]
        self.do_look()
        if self.here is self.goal and "crown" in self.bag:
            print("The king takes his crown back. You have won!")
            raise Quit

    def do_take(self, thing):
        """take THING"""
        if self.here is self.dark and "lamp" not in self.bag:
            print("You grope about and find a spider.")
        elif thing in self.here.things:
            self.here.things.remove(thing)
            self.bag.add(thing)
            print(f"Taken: {thing}.")
        else:
            print(f"There is no {thing} here.")

    def do_drop(self, thing):
        """drop THING"""
        try:
            self.bag.remove(thing)
        except KeyError as missing:
            print(f"You have no {missing}.")
        else:
            self.here.things.append(thing)
            print("Dropped.")

    def do_bag(self):
        """list what you carry"""
        print("You carry", ", ".join(sorted(self.bag)) or "nothing", end=".\n")

    def do_help(self):
        """print this text"""
        for name in sorted(dir(self)):
            if name.startswith("do_"):
                print(f"  {name[3:]:<6}{getattr(self, name).__doc__}")

    def do_quit(self):
        """leave the game"""
        raise Quit

    def command(self, line):
        verb, *words = line.lower().split() or ["look"]
        action = getattr(self, "do_" + verb, None)
        if action is None:
            print(f"I do not know how to {verb!r}. Try 'help'.")
            return
        self.moves += 1
        try:
            action(*words)
        except TypeError as error:
            print("Sorry?", str(error).split("do_")[-1])

    def play(self):
        self.do_look()
        try:
            while True:
                line = input("> ")
                print(line)
                self.command(line)
        except Quit:
            print(f"Goodbye after {self.moves} moves.")
        except EOFError:
            print("\nThe story ends without you.")
            return 1
        return 0


if __name__ == "__main__":
    sys.exit(Game().play())
