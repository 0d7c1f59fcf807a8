# cpython: 3.6-3.13
"""Hangman; guesses come from standard input, words from a seeded choice."""
import random

GALLOWS = [
    r"""
  +---+
      |
      |
     ===""", r"""
  +---+
  O   |
      |
     ===""", r"""
  +---+
  O   |
  |   |
     ===""", r"""
  +---+
  O   |
 /|\  |
     ===""", r"""
  +---+
  O   |
 /|\  |
 / \ ===""",
]

WORDS = {
    "animals": ("otter", "penguin", "giraffe"),
    "fruit": ("cherry", "apricot", "banana"),
    "colours": ("crimson", "turquoise"),
}


class Hangman:
    max_errors = len(GALLOWS) - 1

    def __init__(self, word):
        self.word = word
        self.right = set()
        self.wrong = []

    @property
    def masked(self):
        return " ".join(c if c in self.right else "_" for c in self.word)

    @property
    def won(self):
        return set(self.word) <= self.right

    @property
    def lost(self):
        return len(self.wrong) >= self.max_errors

    def guess(self, letter):
        """Returns what to say about a guess."""
        if len(letter) != 1 or not letter.isalpha():
            raise ValueError(f"{letter!r} is not one letter")
        if letter in self.right or letter in self.wrong:
            return f"You have tried {letter} before."
        if letter in self.word:
            self.right.add(letter)
            times = self.word.count(letter)
            return "Yes!" if times == 1 else f"Yes, {times} times!"
        self.wrong.append(letter)
        return f"No {letter}."

    def picture(self):
        return GALLOWS[len(self.wrong)]


def play(number, theme, word):
    print(f"Game {number}: {theme}, {len(word)} letters")
    game = Hangman(word)
    while not (game.won or game.lost):
        print(f"{game.masked}   wrong: {''.join(game.wrong) or '-'}")
        answer = input("Your guess? ").strip().lower()
        print(answer)
        if answer == "give up":
            break
        try:
            print(game.guess(answer))
        except ValueError as error:
            print("Sorry:", error)
            continue
        if game.wrong:
            print(game.picture())
    if game.won:
        print(f"You found it: {word}!\n")
    else:
        print(f"The word was {word}.\n")
    return game.won


def main():
    random.seed("hangman")
    wins = 0
    themes = sorted(WORDS)
    for number in range(1, 4):
        theme = random.choice(themes)
        word = random.choice(WORDS[theme])
        try:
            wins += play(number, theme, word)
        except EOFError:
            print("\nNo more guesses.")
            break
    print(f"{wins} of {number} won")


if __name__ == "__main__":
    main()
