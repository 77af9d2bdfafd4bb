"""What must not lead to a change: questions, reports of what is not so, second thoughts, other matters."""

from __future__ import annotations

from evals.case import FRIDAY, NO_WRITE, NOT_UNDERSTOOD, asks, becomes, cases, either

NEVER = cases(
    "must not write",
    "never",
    [
        (words, NO_WRITE)
        for words in (
            "I haven't finished the {mine}",
            "I have not finished the {mine} yet",
            "I'm not done with the {mine}",
            "the {mine} isn't done",
            "the {mine} is not finished yet",
            "I've almost finished the {mine}",
            "I've nearly finished the {mine}",
            "did {first_name} finish the {task}?",
            "has {first_name} finished the {task}?",
            "is the {mine} done?",
            "is the {task} done yet?",
            "when is the {task} due?",
            "who has the {task}?",
            "who is working on the {task}?",
            "have I finished the {mine}?",
            "don't assign the {other_task} to {first_name}",
            "do not assign the {other_task} to {first_name}",
            "please don't delete the {task}",
            "never delete the {task}",
            "don't move the {task} to Friday",
            "don't mark the {mine} as done",
            "should we move the {task} to Friday?",
            "should I assign the {other_task} to {first_name}?",
            "what if we moved the {task} to Friday?",
            "maybe we should move the {task} to Friday",
            "I might finish the {mine} tomorrow",
            "I will finish the {mine} tomorrow",
            "I'm going to finish the {mine} on Friday",
            "I want to finish the {mine} soon",
            "I hope to finish the {mine} by Friday",
            "can {first_name} finish the {task} by Friday?",
            "why was the {task} moved to Friday?",
            "who moved the {task} to Friday?",
            "what happens if I delete the {task}?",
            "how do I delete a task?",
            "how do I mark the {mine} as done?",
            "{first_name} said the {task} is done",
            "{first_name} hasn't finished the {task}",
            "I wish the {mine} was done",
            "I can't finish the {mine} today",
            "I couldn't finish the {mine}",
            "when I've finished the {mine} I'll tell you",
            "if the {mine} is done, tell me",
            "before you delete the {task}, ask me",
            "why is the {task} blocked?",
            "unless {first_name} objects, delete the {task}",
            "was the {task} deleted?",
            "I never finished the {mine}",
            "nobody has finished the {task}",
            "we were going to move the {task} to Friday",
            "does {first_name} want the {other_task}?",
            "wait, don't start the {mine}",
        )
    ],
)
# A card is decided by its buttons, so none of these changes what waits.
BY_WORDS = cases(
    "must not write",
    "word",
    [
        *(
            (("move the {task} to Friday", words), NOT_UNDERSTOOD)
            for words in ("yes", "ok do it", "confirm", "sure, go ahead", "no", "cancel", "never mind")
        ),
        (("move the {task} to Friday", "hm", "yes please"), NOT_UNDERSTOOD),
        (("undo",), NOT_UNDERSTOOD),
        (("move the {task} to Friday", "undo that"), NOT_UNDERSTOOD),
        (("yes",), NOT_UNDERSTOOD),
        (("cancel that",), NOT_UNDERSTOOD),
    ],
)
NOT_OURS = cases(
    "not understood",
    "other",
    [
        (words, NOT_UNDERSTOOD)
        for words in (
            "what's the weather like?",
            "tell me a joke",
            "hello",
            "thanks!",
            "asdf qwer zxcv",
            "I love you Darcy",
            "how many legs does a spider have",
            "{task}",
            "move",
            "assign",
            "Friday",
            "{first_name}",
            "🎉🎉🎉",
            "please",
            "drop table tasks;",
            "translate this sentence into French",
            "mark the unicorn stable as done",
            "I've finished the chandelier polishing",
            "move the chandelier polishing to Friday",
            "delete the chandelier polishing",
            "comment on the chandelier polishing that it is late",
            "show Bartholomew's tasks",
            "assign the {other_task} to Bartholomew",
            "move the {task} to the 31st of February",
            "set the priority of the {task} to gargantuan",
            "set the status of the {task} to evaporated",
        )
    ],
)
DOUBT = cases(
    "ambiguity asks",
    "doubt",
    [
        ("mark the {vague} as done", asks("vague_a", "vague_b")),
        ("assign the {vague} to {twin_a}", asks("vague_a", "vague_b")),
        ("give the {vague} the tag {tag}", asks("vague_a", "vague_b")),
        ("push the {vague} back a week", asks("vague_a", "vague_b")),
        ("archive the {vague}", asks("vague_a", "vague_b")),
        ("make the {vague} a subtask of the {whole}", asks("vague_a", "vague_b")),
        ("add {twin} to the {task}", asks("twin_a", "twin_b")),
        ("what does {twin} have to do?", asks("twin_a", "twin_b")),
        ("replace {first_name} with {twin} on the {task}", asks("twin_a", "twin_b")),
        ("remind {twin} to order new labels", asks("twin_a", "twin_b")),
        ("mark “{vague_a_title}” as done", becomes("vague_a", status="{done}")),
        (
            "move the {vague} in {project} to Friday",
            either(becomes("vague_a", due=FRIDAY), asks("vague_a", "vague_b")),
        ),
    ],
)
CASES = (*NEVER, *BY_WORDS, *NOT_OURS, *DOUBT)
