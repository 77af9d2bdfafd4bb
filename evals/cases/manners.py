"""How people really type: polite, short, careless."""

from __future__ import annotations

from evals.case import FRIDAY, TOMORROW, archives, asks, becomes, cases, creates, either, shows

DONE = becomes("mine", status="{done}")
TO_FRIDAY = becomes("task", due=FRIDAY)
GIVEN = becomes("other_task", assignees=("{person}",))
MINE = shows(lambda t, w: not t.is_done and w.members["me"] in t.assignees)

POLITE = cases(
    "politeness, contractions",
    "polite",
    [
        ("could you please move the {task} to Friday?", TO_FRIDAY),
        ("can you move the {task} to Friday", TO_FRIDAY),
        ("would you mind moving the {task} to Friday?", TO_FRIDAY),
        ("please could you assign the {other_task} to {first_name}, thanks!", GIVEN),
        ("hey Darcy, mark the {mine} as done please", DONE),
        ("Hi! I've finished the {mine}, thank you", DONE),
        ("I'd like to move the {task} to Friday", TO_FRIDAY),
        ("I want the {task} moved to Friday", TO_FRIDAY),
        ("let's move the {task} to Friday", TO_FRIDAY),
        ("we'll need to push the {task} to Friday", TO_FRIDAY),
        ("ok so the {mine} is done", DONE),
        ("good morning, what's on my list?", MINE),
        ("could I see my tasks, please?", MINE),
        ("whats on my plate", MINE),
        ("ive finished the {mine}", DONE),
        ("im done with the {mine}", DONE),
        ("pls assign the {other_task} to {first_name}", GIVEN),
        ("MARK THE {mine} AS DONE", DONE),
        ("i’ve finished the {mine}", DONE),
        ("can you create a task order new labels for tomorrow?", creates("order new labels", due=TOMORROW)),
        ("give the {other_task} to {first_name} thx", GIVEN),
        ("   mark   the {mine}   as done  ", DONE),
    ],
)
# A name misspelt may be asked about: it is no guess.
TYPOS = cases(
    "typos",
    "typo",
    [
        ("assign the {other_task} to {first_typo}", either(GIVEN, asks("person"))),
        (
            "show {first_typo}'s tasks",
            shows(lambda t, w: not t.is_done and w.members["person"] in t.assignees),
        ),
        ("move the {task_typo} to Friday", either(TO_FRIDAY, asks("task"))),
        ("I've finished the {mine_typo}", either(DONE, asks("mine"))),
        (
            "show me {project_typo}",
            shows(lambda t, w: not t.is_done and t.project == w.known_projects["project"]),
        ),
        ("mvoe the {task} to Friday", TO_FRIDAY),
        ("asign the {other_task} to {first_name}", GIVEN),
        ("move the {task} to firday", TO_FRIDAY),
        ("I've finsihed the {mine}", DONE),
        ("move the {task} to tomorow", becomes("task", due=TOMORROW)),
        ("mark the {mine} as doen", DONE),
        ("shwo my tasks", MINE),
        ("crate a task order new labels", creates("order new labels")),
        ("delte the {task}", archives("task")),
    ],
)
CASES = (*POLITE, *TYPOS)
