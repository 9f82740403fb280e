"""Stories of ours on subjects of their own, and what a site says to its readers about itself."""

STORY = (
    "The council of Saltness voted on Tuesday to rebuild the harbour wall, which lost forty metres in the storm.",
    "Anselm Dray, the mayor, said that the masons of Saltness had waited long enough for the wall and its stones.",
    "Fishing families asked for a harbour wall that can be raised later, and the masons answered that it could be.",
    "The old wall was built in 1887 by the harbour company; some of its stones will be shown in the museum.",
)
ON_SUBJECT = "Masons found in the evening that the stones of the old harbour wall in Saltness were hollow inside."
OTHERS = (
    (
        "Rosa Imber opened the library of Norwick on Monday, two years later than the county had promised.",
        "It cost nine million crowns, and the county will carry the debt of the library until 2041.",
        "Readers praised the light in its hall, while Norwick's booksellers fear for their trade.",
    ),
    (
        "A leak has closed the swimming pool in Dunmere, three weeks into the season and just before the holidays.",
        "Divers looked for the crack in the basin, Tomas Hale of the baths office told a crowd at the gate.",
        "Swimmers from Dunmere may use the river until then, at their own risk and not after sunset.",
    ),
    (
        "Tram drivers went on strike at the Fenwick depot after a conductor had been dismissed for whistling.",
        "Clara Moss, who speaks for the drivers, called the dismissal a joke that nobody in the depot laughed about.",
        "Buses replaced most trams; the conductor himself was said to be fishing.",
    ),
    (
        "The opera in Greyfield has found the score of a lost comedy behind a boiler, wrapped in oilcloth.",
        "Hugo Lamm, its archivist, believes that the comedy was banned after a single evening in 1911.",
        "Singers tried the first act on Friday; the oilcloth is to be kept as well.",
    ),
    (
        "Moths are eating the palms in the botanical garden of Eastlow, and no spray has stopped them so far.",
        "Gardeners now hang up bats' nesting boxes, an idea that Nell Pryor brought home from a congress.",
        "If the palms die, Eastlow loses trees that were planted when its garden was a prison yard.",
    ),
)
PITCH = "Our reporters ask what others leave out. Three months for the price of one, and you can leave at any time."
PITCHES = (
    "Join our members for an evening with the editors. Seats are few.",
    "The five things to know before breakfast, free by e-mail. Try it today.",
    "Puzzles and recipes: the weekend begins here. No card is needed.",
    "Tell us what you think of our new design. It takes one minute.",
    "Give a friend a year of good reading. Your first month is on us.",
)
