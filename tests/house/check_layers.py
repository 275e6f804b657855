"""Checks that the rooms of checker/ keep to their order.

    check_layers.py CHECKER [--table]

- A room includes only rooms that stand before it in CHECKER/CMakeLists.txt.
- contracts/ includes nothing of clang; types/ and paths/ know nothing of each other.
- Headers and sources of one name are a unit; units do not include each other in a
  circle.
- Every room has a README; no room holds more than a fifth of the lines, no file more
  than 600.

Prints what is wrong and exits with 1, or prints "the rooms are in order".
"""

import collections
import pathlib
import re
import sys

MAX_LINES = 600
MAX_SHARE = 0.20


def read_order(checker):
    """The rooms, lowest first."""
    text = (checker / "CMakeLists.txt").read_text()
    rooms = re.findall(r"^add_subdirectory\((\w+)\)", text, re.M)
    # Headers alone need no library.
    return ["compat", *rooms]


class House:
    def __init__(self, checker):
        self.checker = checker
        self.order = read_order(checker)
        self.files = [path for path in sorted(checker.rglob("*"))
                      if path.suffix in (".h", ".cpp")]
        self.lines = {path: path.read_text().count("\n") for path in self.files}
        self.problems = []

    def room(self, path):
        return path.relative_to(self.checker).parts[0]

    def includes(self, path):
        """Files of the house that path includes, and other names in quotes."""
        for name in re.findall(r'^#include "([^"]+)"', path.read_text(), re.M):
            for candidate in path.parent / name, self.checker / name:
                if candidate.exists():
                    yield candidate.resolve(), name
                    break
            else:
                yield None, name

    def complain(self, path, text):
        self.problems.append(f"{path.relative_to(self.checker)}: {text}")

    def check_arrows(self):
        rank = {room: number for number, room in enumerate(self.order)}
        for path in self.files:
            room = self.room(path)
            if room not in rank:
                self.complain(path, f"'{room}' is no room of CMakeLists.txt")
                continue
            for target, name in self.includes(path):
                if room == "contracts" and name.startswith("clang/"):
                    self.complain(path, f"includes '{name}', which is clang's")
                other = self.room(target) if target else room
                if rank.get(other, 0) > rank[room]:
                    self.complain(path, f"includes '{name}' of a higher room")
                if {room, other} == {"paths", "types"}:
                    self.complain(path, f"includes '{name}' of its neighbour")

    def check_circles(self):
        unit = {path: path.with_suffix("") for path in self.files}
        graph = collections.defaultdict(set)
        for path in self.files:
            for target, _ in self.includes(path):
                if target in unit and unit[target] != unit[path]:
                    graph[unit[path]].add(unit[target])
        state = {}

        def visit(node, way):
            state[node] = "open"
            for following in sorted(graph[node]):
                if state.get(following) == "open":
                    circle = way[way.index(following):] + [following]
                    self.problems.append("circle: " + " -> ".join(
                        str(u.relative_to(self.checker)) for u in circle))
                elif following not in state:
                    visit(following, way + [following])
            state[node] = "done"

        for node in sorted(set(unit.values())):
            if node not in state:
                visit(node, [node])

    def shares(self):
        total = sum(self.lines.values())
        rooms = collections.Counter()
        for path, count in self.lines.items():
            rooms[self.room(path)] += count
        return {room: (rooms[room], rooms[room] / total) for room in self.order}

    def check_sizes(self):
        for path, count in self.lines.items():
            if count > MAX_LINES:
                self.complain(path, f"{count} lines, more than {MAX_LINES}")
        for room, (_, share) in self.shares().items():
            if share > MAX_SHARE:
                self.problems.append(f"{room}: {share:.0%} of all lines")
            if not (self.checker / room / "README.md").exists():
                self.problems.append(f"{room}: has no README.md")


def main():
    house = House(pathlib.Path(sys.argv[1]).resolve())
    house.check_arrows()
    house.check_circles()
    house.check_sizes()
    if "--table" in sys.argv[2:]:
        for room, (count, share) in house.shares().items():
            print(f"{room:12} {count:6} {share:6.1%}")
    print("\n".join(house.problems) or "the rooms are in order")
    return 1 if house.problems else 0


if __name__ == "__main__":
    sys.exit(main())
