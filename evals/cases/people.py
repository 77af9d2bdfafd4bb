"""Who has a task."""

from __future__ import annotations

from evals.case import FRIDAY, asks, becomes, cases

ASSIGN = cases(
    "assign",
    "assign",
    [
        ("assign the {task} to {other_first}", becomes("task", assignees=("{other_person}",))),
        ("assign the {task} to {other_person} please", becomes("task", assignees=("{other_person}",))),
        (
            "assign the {other_task} to {first_name} by Friday",
            becomes("other_task", assignees=("{person}",), due=FRIDAY),
        ),
        ("assign {first_name} to the {other_task}", becomes("other_task", assignees=("{person}",))),
        ("give the {other_task} to {first_name}", becomes("other_task", assignees=("{person}",))),
        ("give {first_name} the {other_task}", becomes("other_task", assignees=("{person}",))),
        ("hand the {mine} over to {first_name}", becomes("mine", assignees=("{person}",))),
        ("let {first_name} do the {other_task}", becomes("other_task", assignees=("{person}",))),
        ("{first_name} will take the {other_task}", becomes("other_task", assignees=("{person}",))),
        ("I'll take the {other_task}", becomes("other_task", assignees=("{me}",))),
        ("I'll do the {other_task}", becomes("other_task", assignees=("{me}",))),
        ("assign the {other_task} to me", becomes("other_task", assignees=("{me}",))),
        ("put me on the {other_task}", becomes("other_task", assignees=("{me}",))),
        ("reassign the {mine} to {first_name}", becomes("mine", assignees=("{person}",))),
        (
            "assign the {other_task} to {first_name} and {other_first}",
            becomes("other_task", assignees=("{person}", "{other_person}")),
        ),
        ("assign the {other_task} to {twin}", asks("twin_a", "twin_b")),
        ("assign the {other_task} to {twin_b}", becomes("other_task", assignees=("{twin_b}",))),
        ("assign “{odd_title}” to {first_name}", becomes("odd", assignees=("{person}",))),
        ("assign the {anded_title} to {first_name}", becomes("anded", assignees=("{person}",))),
        ("assign the {named} to {twin_a}", becomes("named", assignees=("{twin_a}",))),
        ("assign the {numbered} to {first_name}", becomes("numbered", assignees=("{person}",))),
    ],
)
PEOPLE = cases(
    "assignees: add, swap, remove",
    "people",
    [
        (
            "also assign {other_first} to the {task}",
            becomes("task", assignees=("{person}", "{other_person}")),
        ),
        ("add {other_first} to the {task}", becomes("task", assignees=("{person}", "{other_person}"))),
        (
            "add {other_first} to the {task} as well",
            becomes("task", assignees=("{person}", "{other_person}")),
        ),
        (
            "{other_first} should help with the {task}",
            becomes("task", assignees=("{person}", "{other_person}")),
        ),
        ("assign the {task} to {other_first} too", becomes("task", assignees=("{person}", "{other_person}"))),
        (
            "assign the {task} to {other_first} instead of {first_name}",
            becomes("task", assignees=("{other_person}",)),
        ),
        (
            "replace {first_name} with {other_first} on the {task}",
            becomes("task", assignees=("{other_person}",)),
        ),
        (
            "put {other_first} on the {task} instead of {first_name}",
            becomes("task", assignees=("{other_person}",)),
        ),
        ("take {first_name} off the {task}", becomes("task", assignees=())),
        ("remove {first_name} from the {task}", becomes("task", assignees=())),
        ("unassign {first_name} from the {task}", becomes("task", assignees=())),
        ("unassign the {task}", becomes("task", assignees=())),
        ("take me off the {mine}", becomes("mine", assignees=())),
        ("I can't do the {mine}, give it to {first_name}", becomes("mine", assignees=("{person}",))),
        ("nobody has the {task} any more", becomes("task", assignees=())),
        ("remove {first_name} from the {whole}", becomes("whole", assignees=("{me}",))),
        ("take me off the {whole}", becomes("whole", assignees=("{person}",))),
    ],
)
CASES = (*ASSIGN, *PEOPLE)
