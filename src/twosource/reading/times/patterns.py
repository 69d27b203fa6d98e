"""The grammar of time expressions as regular expressions, built from the word lists.

Each pattern is matched at a place that the scan (recognise.py) chose, never searched for.
"""

from __future__ import annotations

import re
from functools import cache

from twosource.reading.times.lexicon import either

__all__ = ["Patterns", "patterns"]

_ONES = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    "sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_COUNT = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})*(?:\.\d+)?(?:\s?[½¼¾])?|(?:an?\s+)?(?:half|quarter\s+of)\s+an?|(?:half|quarter)(?=-)|an?\s+half(?=-)|"
    rf"(?:{_TENS})(?:-(?:{_ONES}))?|(?:an?|one)\s+(?:hundred|thousand|million|dozen)|"
    rf"(?:{_ONES})(?:\s+(?:hundred|thousand|million|dozen))?|one\s+and\s+a\s+half|two\s+and\s+a\s+half|"
    r"an?\s+(?:few|couple(?:\s+of)?|number\s+of|good)|several|(?:a\s+)?few|many|some|couple\s+of|"
    r"dozens\s+of|hundreds\s+of|thousands\s+of|an?)"
)
_MOD = (
    r"(?:(?:the\s+)?(?P<mod>very\s+early|early|late|later|mid|middle|end|beginning|start|turn|close|"
    r"latter\s+(?:half|part)|early\s+part|first\s+part|rest|remainder|opening|closing|dawn|"
    r"first\s+half|second\s+half|early\s+days|final\s+days|first\s+days|last\s+days|"
    r"final\s+months|early\s+months|last\s+months|first\s+months|eve|height)"
    r"(?:\s*[-\u2013]\s*|\s+)(?:(?:of|in|on|into)\s+)?(?:the\s+)?)"
)
_MONTH = either("months")
_WEEKDAY = either("weekdays")
_SEASON = either("seasons")
_PART = (
    r"early\s+morning|predawn|pre-dawn|morning|afternoon|evening|night|midday|noon|midnight|dawn|"
    r"dusk"
)
_ERA = r"(?P<era>B\.?\s?C\.?(?:E\.?)?|A\.?D\.?|CE)(?![A-Za-z])"
_YEAR = r"(?P<year>\d{4})(?!\d|,\d|\.\d)"
_YEARWORD = (
    r"(?P<yearword>(?:of\s+|in\s+|,\s*)?(?:that(?:\s+same)?|the\s+same|this|last|next|the\s+previous|"
    r"the\s+following|the\s+next)\s+year)"
)
_UNIT = (
    r"(?P<unit>second|minute|hour|day|night|week|weekend|fortnight|month|quarter|year|decade|"
    r"centurie|century)"
)
_HEDGE = (
    r"(?:(?:just|about|around|over|under|nearly|almost|some|only|exactly|roughly|approximately|"
    r"(?:more|less|fewer|longer)\s+than|at\s+least|up\s+to|no\s+more\s+than|as\s+many\s+as|barely)\s+)*"
)
_FILL = (
    r"(?:(?:full|long|short|whole|entire|consecutive|straight|more|solid|additional|further|extra|"
    r"successive|bloody|turbulent|intense|tense|working|calendar|good|crucial|formative|bitter|"
    r"previous|past|following|last|next|intervening|subsequent|hard|brief|"
    rf"(?!(?:{_ONES}|{_TENS}|half|quarter)\b)[a-z]{{4,}})\s+)?"
)


class Patterns:
    """One compiled pattern a family, all matched without regard to case."""

    def __init__(self) -> None:
        def rule(text: str) -> re.Pattern[str]:
            return re.compile(text, re.IGNORECASE)

        part_of = (
            r"(?:(?:the\s+)?(?:(?P<mod2>early|late)\s+(?:in\s+the\s+)?)?"
            rf"(?P<part>{_PART})(?:\s+hours)?\s+(?:of|on)\s+(?:the\s+)?)?"
        )
        mod3 = _MOD.replace("<mod>", "<mod3>")
        weekday = rf"(?:(?P<weekday>{_WEEKDAY})\.?(?:,\s*|\s+)(?:the\s+|on\s+)?)?"
        self.month = rule(
            rf"(?:{_MOD})?{part_of}{weekday}"
            r"(?:(?:the\s+)?(?:(?P<day>\d{1,2})(?:\s?(?:st|nd|rd|th))?(?:\s+of)?(?:\s+|-|,\s*|/)|"
            rf"(?P<dayword>{either('day_words')})\s+of\s+))?"
            rf"(?P<month>{_MONTH})\b\.?"
            r"(?:(?:\s*|\s+the\s+)(?<![\d])(?P<day2>\d{1,2})(?:st|nd|rd|th)?(?!\d|:\d|,\d{3}|\.\d(?!\d{3})|%|\s?[ap]\.?\s?m\b|\w))?"
            rf"(?:(?:\s*,?\s*|[-/.])(?:of\s+|in\s+)?(?:the\s+year\s+)?(?:{_YEAR}|(?P<bc>\d{{1,4}})(?=\s*BC))|,?\s+{_YEARWORD})?(?:\s*{_ERA})?"
            rf"(?:\s+(?P<tail>{_PART})\b)?"
        )
        self.day_range = rule(
            rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?=\s*(?:-|\u2013|to|and|/)\s*\d{{1,2}}(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})\b(?:\.?,?\s+{_YEAR})?)"
        )
        self.numeric = rule(
            rf"(?:(?P<weekday>{_WEEKDAY})\.?,?\s*(?P<open>\()?)?(?:(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})(?:T\d{{2}}:\d{{2}}(?::\d{{2}})?Z?)?|"
            r"(?P<a>\d{1,2})\s?(?P<sep>[/.-])\s?(?P<b>\d{1,2})(?:\s?(?P=sep)\s?(?P<y>\d{4}|\d{2}))?)(?![\d/])(?(open)\)|)"
        )
        self.year = rule(
            rf"(?:{_MOD})?(?:(?:the\s+)?(?:(?P<season>{_SEASON})|(?P<nth>first|second|third|fourth)\s+(?P<piece>quarter|half))(?:\s+of|\s+in|,)?\s+)?"
            rf"(?:(?:the\s+)?(?:fiscal\s+years?\s+|fiscal\s+|years?\s+))?(?:(?:ca?\.|circa|around|about)\s*)?(?:{_YEAR}|(?P<bc>\d{{1,4}}))(?:\s*{_ERA})?"
        )
        self.decade = rule(
            rf"(?:{_MOD})?(?:the\s+)?(?:{mod3})?['\u2019]?"
            rf"(?P<decade>\d{{3}}0|\d0)['\u2019]?s\b(?:\s*{_ERA})?"
        )
        self.century = rule(
            rf"(?:{_MOD})?(?:the\s+)?(?:{mod3})?"
            rf"(?P<nth>\d{{1,2}}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?)[\s-]centur(?:y|ies)(?:\s*{_ERA})?"
        )
        self.season = rule(
            rf"(?:{_MOD})?(?P<rel>(?:later\s+|earlier\s+)?(?:this|last|next|that|the\s+(?:previous|following|next|same|coming)|the)\s+)?(?:(?P<mod3>early|late|mid)[\s-]+)?"
            rf"(?:\w+\s+)?(?P<season>{_SEASON})(?:\s+months?|time)?(?:,?\s+(?:of\s+|in\s+)?(?:{_YEAR}|{_YEARWORD})(?:[-\u2013/]\d{{2,4}})?|(?:\s+of)?\s+(?P<bc>\d{{1,4}})(?=\s*BC))?(?:\s*{_ERA})?(?!\w)"
        )
        self.offset = rule(
            rf"{_HEDGE}(?P<count>{_COUNT})[\s-]+{_FILL}{_UNIT}s?(?P<half>\s+and\s+a\s+half)?\s+"
            r"(?P<dir>ago|later(?!\s+than\b)|earlier(?!\s+than\b)|before(?=\s*[,.;:)]|$)|beforehand|previously|prior(?!\s+to)|after(?=\s*[,.;:)]|$)|afterwards?|from\s+now|hence|on(?=,))"
        )
        self.bare_offset = rule(
            rf"(?:just\s+|only\s+)?{_UNIT}s\s+(?P<dir>ago|later|earlier|beforehand|previously|afterwards?)"
        )
        self.last_count = rule(
            r"(?P<det>the|these|those|its|his|her|their)\s+(?P<rel>last|past|next|coming|previous|following|first|final|final|intervening|subsequent|recent|succeeding|ensuing|preceding|early|late|later)\s+"
            rf"(?:(?P<count>{_COUNT})[\s-]+)?{_FILL}{_UNIT}(?P<plural>s)\b"
        )
        self.the_past = rule(
            rf"the\s+(?P<rel>past|last)\s+(?:(?P<count>half|quarter)[\s-]+)?{_UNIT}\b"
        )
        self.relative = rule(
            rf"(?:{_MOD})?(?:(?P<when>earlier|later)\s+(?:in\s+)?)?(?P<rel>this|last|next|that|the\s+same|that\s+same|this\s+same|the\s+following|the\s+next|the\s+previous|the\s+preceding|the\s+coming|the\s+very\s+next|previous|following|this\s+coming|this\s+past|the\s+current|the\s+subsequent)\s+"
            rf"(?:{_UNIT}|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})(?!\.?\s+\d)|(?P<part>{_PART}))\b(?:\s+(?P<tail>{_PART})\b)?"
        )
        self.the_unit = rule(
            rf"(?:{_MOD}|(?P<when>later|earlier|early|late)\s+in\s+the\s+)(?:the\s+)?(?P<unit>day|week|weekend|month|quarter|year|decade|century)\b"
        )
        self.day_beside = rule(
            r"the\s+(?P<unit>day|night|morning|evening|week|month|year)\s+(?P<dir>before|after|earlier|previous|following|prior)(?!\s+to\b)(?P<word>\s+(?:yesterday|tomorrow))?"
            r"(?=(?P<event>\s+[A-Za-z])?)"
        )
        self.duration = rule(
            rf"{_HEDGE}(?P<count>{_COUNT})(?P<fraction>[\s-]+(?:and[\s-]+)?a[\s-]+half)?(?:\s*-\s*|\s+){_FILL}{_UNIT}(?P<plural>s)?(?:[\s-]+long)?\b(?P<half>\s+and\s+a\s+half)?(?![\s-]+(?:old|of\s+age))"
        )
        self.glued = rule(
            r"(?P<count>\d+(?:\.\d+)?)(?:(?P<unit>min|mins|hrs?|h|sec|secs|yrs?)|"
            r"\s(?P<unit2>min|mins|hrs?|secs?|yrs?))\b"
        )
        self.plural = rule(
            rf"(?:(?:the\s+)?(?P<some>many|few|early|final|last|first|recent|coming|following|intervening|previous)\s+)?{_UNIT}s(?:-long)?\b(?!-old)"
        )
        self.quarter = rule(
            r"(?:the\s+)?(?:(?P<yearword>(?:this|last|next)\s+year)['\u2019]s\s+)?"
            r"(?P<nth>first|second|third|fourth|final|last|1st|2nd|3rd|4th)[\s-](?P<piece>quarter|half)\b"
            rf"(?:\s+(?:of\s+|in\s+)?(?:fiscal\s+(?:year\s+)?)?(?:{_YEAR}|(?P<the>the\s+(?:fiscal\s+|financial\s+)?year)|"
            r"(?P<yearword2>(?:this|last|next)\s+year)))?"
        )
        self.quarter_code = rule(rf"Q(?P<nth>[1-4])\b(?:\s+(?:of\s+)?(?:{_YEAR}))?")
        self.rate = rule(rf"an?\s+{_UNIT}\b")
        self.all_long = rule(r"all\s+(?P<unit>day|week|month|year)(?:\s+long)?\b")
        self.year_earlier = rule(r"(?:the\s+|a\s+)?(?P<unit>year)-(?P<dir>earlier|ago)\b")
        self.long = rule(rf"{_UNIT}-?long\b")
        self.set = rule(
            rf"(?:(?P<every>every|each|per|once\s+an?|twice\s+an?|once\s+every|once\s+per|times\s+an?|times\s+per)\s+(?:single\s+)?(?:(?P<count>\d+|other|second|third|two|three|four|five|six|few|several)\s+)?(?:{_UNIT}s?|(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})|(?P<part>{_PART})|(?P<season>{_SEASON}))\b)"
        )
        self.adverb = rule(rf"(?P<set>{either('adverbs')})\b")
        self.weekday = rule(
            rf"(?:(?:{_MOD})?(?P<rel>last|next|this|this\s+past|this\s+coming|this\s+upcoming|every|each)\s+)?(?:(?P<mod2>early|late|earlier|later)\s+(?:on\s+)?)?(?P<weekday>{_WEEKDAY})(?P<plural>s)?\b(?:\.(?=\s))?(?:(?:['\u2019]s)?\s+(?:(?P<mod3>early|late)\s+)?(?P<part>{_PART}s?)\b)?(?:\s+of\s+(?P<week>last|this|next)\s+week\b)?"
        )
        self.part_of_weekday = rule(
            rf"(?:the\s+)?(?:(?P<mod2>early|late)\s+)?(?P<part>{_PART})(?:\s+hours)?\s+(?:of|on)\s+(?P<weekday>{_WEEKDAY})\b"
        )
        self.part = rule(
            rf"(?:(?P<word>tomorrow|yesterday)\s+|(?:(?P<mod2>early|late|later)\s+)?(?P<rel>last|this|that|that\s+same|the\s+same|the\s+next|the\s+following|the\s+previous|early\s+the\s+next|early\s+this|late\s+last|the(?:\s+early|\s+late)?|one)\s+)?(?P<part>{_PART})(?:\s+morning)?(?:\s+hours)?\b(?!\s+of\b)"
        )
        self.early_hours = rule(
            rf"(?:the\s+)?(?P<mod2>early|small|wee)\s+hours(?:\s+(?:of|on)\s+(?P<weekday>{_WEEKDAY})\b|\s+of\s+(?:the\s+)?(?P<part>morning)\b)?"
        )
        self.night_of = rule(
            rf"(?:the\s+)?(?:(?P<mod2>early|late)\s+(?:in\s+the\s+)?)?(?P<part>{_PART})(?:\s+hours)?\s+of\s+(?:the\s+)?(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\b"
        )
        self.deictic = rule(
            rf"(?:(?:early|late|later|earlier)\s+)?(?P<word>the\s+day\s+before\s+yesterday|the\s+day\s+after\s+tomorrow|today|yesterday|tomorrow|tonight|overnight)\b(?:(?:['\u2019]s)?\s+(?P<part>{_PART})\b)?"
        )
        self.weekend = rule(
            r"(?P<rel>the|this|last|next|this\s+past|this\s+coming|the\s+previous|the\s+following)\s+(?:(?:long|bank\s+holiday)\s+)?weekend\b"
        )
        self.reference = rule(rf"(?P<reference>{either('references')})\b")
        self.feast = rule(
            rf"(?P<feast>{either('feasts')})\b(?:,?\s+(?:of\s+)?(?:{_YEAR}|{_YEARWORD}))?(?:\s+(?P<part>{_PART})\b)?"
        )
        zone = rf"(?:\s*\(?\s*(?P<zone>{either('zones')})\b\)?)"
        self.clock = rule(
            r"(?P<hour>2[0-4]|[01]?\d)(?:\s?[:.]\s?(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d))?)?"
            rf"(?:\s*(?P<half>[ap])(?:\s?\.\s?|\s)?m\b(?:\s?\.)?)?(?:\s*(?P<clock>o['\u2019]\s?clock|hours?\b|hrs?\b|h\b))?"
            rf"(?:,?\s+(?P<local>local(?:\s+time)?|[A-Z][a-z]+\s+time))?{zone}?(?:\s+in\s+the\s+(?P<part>morning|afternoon|evening)|\s+at\s+(?P<night>night))?"
        )
        self.military = rule(
            rf"(?P<hour>2[0-4]|[01]\d)(?P<minute>[0-5]\d)\s*(?:(?P<clock>hours|hrs|h)\b|(?P<local>local(?:\s+time)?\b))?{zone}?"
        )
        self.noon = rule(
            rf"(?P<noon>noon|midnight|midday)\b(?:,?\s+(?P<local>local\s+time))?{zone}?"
        )


@cache
def patterns() -> Patterns:
    """The compiled grammar, made on first use."""
    return Patterns()
