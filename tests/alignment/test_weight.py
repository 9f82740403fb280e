from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rowback.alignment.weight import weigh
from rowback.alignment.words import spans
from rowback.model import Fact, FactKind, Span, SpanKind, Weight

C, W, S = Weight.COSMETIC, Weight.WORDING, Weight.SUBSTANCE

# before, after, weight, facts as "kind: before > after"; "-" where the fact is not there.
ENGLISH = [
    # typography
    ("“Go,” she said.", '"Go," she said.', C, ""),
    ("The dogs’ owner left.", "The dogs' owner left.", C, ""),
    ("He left – at last.", "He left — at last.", C, ""),
    ("He left at last.", "He left  at\u00a0last.", C, ""),
    ("The parlia\u00adment sat.", "The parliament sat.", C, ""),
    ("He left at last", "He left at last.", C, ""),
    ("He left, at last.", "He left at last.", C, ""),
    ("The Government fell.", "The government fell.", C, ""),
    ("The U.S. agreed.", "The US agreed.", C, ""),
    ("Ask us (e.g, by post).", "Ask us (e.g., by post).", C, ""),
    ("It was a café.", "It was a cafe\u0301.", C, ""),
    ("(Photo: ANNA HOLT)", "(Photo: Anna Holt)", C, ""),
    ("He met the bbc team.", "He met the BBC team.", W, ""),
    ("They left.", "They left?", W, ""),
    ("The “reform” failed.", "The reform failed.", W, ""),
    # slips of the pen
    ("The goverment fell.", "The government fell.", C, ""),
    ("They recieved it.", "They received it.", C, ""),
    ("The comittee sat.", "The committee sat.", C, ""),
    ("It was co-operative work.", "It was cooperative work.", C, ""),
    ("He came every day.", "He came everyday.", C, ""),
    ("The speech writer is an advisor.", "The speechwriter is an adviser.", C, ""),
    ("It was the doctor's who left.", "It was the doctors who left.", C, ""),
    ("They met Moss's lawyer.", "They met Moss' lawyer.", C, ""),
    ("The town advises caution.", "The town advised caution.", W, ""),
    ("They want a large hall.", "They want a larger hall.", W, ""),
    ("The weapon was found.", "The weapons were found.", W, ""),
    ("A moral act.", "An amoral act.", W, ""),
    ("The boat sank.", "The goat sank.", W, ""),
    # other words
    ("A man was hurt.", "The man was hurt.", W, ""),
    ("The shop was shut.", "A shop was closed.", W, ""),
    ("Firemen came quickly.", "Crews came quickly.", W, ""),
    ("The council agreed.", "Later the council agreed.", W, ""),
    ("He has not gone.", "He hasn't gone.", W, ""),
    ("He cannot go.", "He can not go.", C, ""),
    ("It was not only loud but long.", "It was loud and also long.", W, ""),
    ("The street was a mess.", "After the storm the street was a mess.", W, ""),
    ("Then police came.", "Police then came.", W, ""),
    # more than half is new
    (
        "A serious crash with an electric scooter left a man with head injuries in Velden Falls on Friday evening.",
        "A man died of his injuries after a crash in Velden Falls on Friday.",
        S,
        "",
    ),
    (
        "Visitors will find a larger hall for the whale skeleton.",
        "A larger hall awaits those who come to see the skeleton of the whale.",
        W,
        "",
    ),
    # numbers
    ("12 dead in a fire", "19 dead in a fire", S, "number: 12 > 19"),
    ("The fire killed twelve.", "The fire killed nineteen.", S, "number: twelve > nineteen"),
    ("The fire killed 12.", "The fire killed twelve.", C, ""),
    ("About 1,000 men came.", "About 1000 men came.", C, ""),
    ("It has 10 000 seats.", "It has 10,000 seats.", C, ""),
    ("Some 2,000 people came.", "Some 2000 people came.", C, ""),
    ("Sales rose 5 per cent.", "Sales rose 5%.", C, ""),
    ("Sales rose 5%.", "Sales rose 6%.", S, "number: 5% > 6%"),
    ("Sales rose 3.5 percent.", "Sales rose 35 percent.", S, "number: 3.5 percent > 35 percent"),
    ("Some 1.5 million came.", "Some 1,500,000 came.", C, ""),
    ("Three million came.", "Three billion came.", S, "number: Three million > Three billion"),
    ("He is twenty-one.", "He is 21.", C, ""),
    ("He is 21.", "He is twenty-two.", S, "number: 21 > twenty-two"),
    ("The fire killed 12.", "The fire on the ring killed 19, and 4 are lost.", S, "number: 12 > 19; number: - > 4"),
    ("It killed one of them.", "It killed some of them.", W, ""),
    ("It killed one of them.", "It killed two of them.", S, "number: one > two"),
    ("He came first.", "He came second.", S, "number: first > second"),
    ("The first man left.", "The man left.", W, ""),
    ("It is the 5th case.", "It is the fifth case.", C, ""),
    ("They won 3-2.", "They won 3-1.", S, "number: 2 > 1"),
    ("A 33-year-old man.", "A 34-year-old man.", S, "number: 33 > 34"),
    ("He ran 12 km and 5 miles.", "He ran 5 miles and 12 km.", W, ""),
    ("It left 12 dead, 19 hurt.", "It left 19 dead, 12 hurt.", S, "number: 12 > 19; number: 19 > 12"),
    (
        "Goals 12 10 15 13 19 15",
        "Goals 15 10 15 9 22 16",
        S,
        "number: 12 > 15; number: 13 > 9; number: 19 > 22; number: 15 > 16",
    ),
    (
        "The jet fell on Velden about 30 seconds after taking off from the airfield of the coast guard there.",
        "The jet, which had a child and four other people aboard, fell on Velden and set a school on fire.",
        S,
        "number: 30 > -; number: - > four; hedge: about > -",
    ),
    ("A dozen people came.", "Two dozen people came.", S, "number: dozen > Two dozen"),
    ("Hundreds of firms left.", "Dozens of firms left.", S, "number: Hundreds > Dozens"),
    ("There were tens of thousands.", "There were thousands.", S, "number: tens of thousands > thousands"),
    ("There were thousands of men.", "There were 4,000 men.", S, "number: thousands > 4,000"),
    ("Hundreds of firms left.", "Many firms left.", W, ""),
    ("He was fined twice.", "He was fined three times.", S, "number: twice > three"),
    ("It took five days.", "It took six (6) days.", S, "number: five > six (6)"),
    ("It took 6 days.", "It took six (6) days.", C, ""),
    ("It takes 2FA codes.", "It takes two-factor codes.", W, ""),
    ("It was 40 degrees.", "It was 40°C.", W, ""),
    # a section that is numbered anew
    ("5.4. Fees are due.", "5.5. Fees are due.", W, ""),
    ("5.4", "5.5", W, ""),
    ("Fees", "9. Fees", W, ""),
    ("2. Tarn United", "1. Tarn United", S, "number: 2 > 1"),
    ("5.4 million came.", "5.5 million came.", S, "number: 5.4 million > 5.5 million"),
    # signs and fractions
    ("It fell to -5 degrees.", "It fell to 5 degrees.", S, "number: -5 > 5"),
    ("It fell to about −5 degrees.", "It fell to about 5 degrees.", S, "number: -5 > 5"),
    ("It moved +0.3% then.", "It moved -0.3% then.", S, "number: 0.3% > -0.3%"),
    ("It moved −0.3% then.", "It moved -0.3% then.", C, ""),
    ("The loss was -$5m then.", "The loss was $5m then.", S, "money: -$5m > $5m"),
    ("They won 3–2 then.", "They won 3-2 then.", C, ""),
    ("-12 people died", "12 people died", C, ""),
    ("It grew .5% then.", "It grew 0.5% then.", C, ""),
    ("It grew .5% then.", "It grew 5% then.", S, "number: .5% > 5%"),
    ("It grew 2½ percent.", "It grew 2.5 percent.", C, ""),
    ("Add ½ cup of milk.", "Add ¼ cup of milk.", S, "number: ½ > ¼"),
    ("It cost Rs 1,50,000 then.", "It cost Rs 150,000 then.", C, ""),
    ("Two hundred and five came.", "205 came.", C, ""),
    ("One hundred and one came.", "101 came.", C, ""),
    ("Twenty and two more came.", "Twenty and three more came.", S, "number: two > three"),
    ("A ¾-inch pipe broke.", "A 3/4-inch pipe broke.", C, ""),
    ("It opens at two p.m.", "It opens at 2pm.", C, ""),
    ("About a dozen came.", "About 12 came.", W, ""),
    ("They met near Mt. Holt.", "They met near Mount Holt.", W, ""),
    ("They met St. John.", "They met Saint John.", W, ""),
    ("The woman was hurt.", "The women was hurt.", W, ""),
    ("It is definately so.", "It is definitely so.", C, ""),
    # money
    ("It cost US$40m.", "It cost $40 million.", C, ""),
    ("It cost A$40.", "It cost $40.", S, "money: A$40 > $40"),
    ("It cost £3m.", "It cost £3 million.", C, ""),
    ("It cost £3m.", "It cost £4m.", S, "money: £3m > £4m"),
    ("It cost $30.", "It cost €30.", S, "money: $30 > €30"),
    ("It cost 40 dollars.", "It cost $40.", C, ""),
    ("It cost £3m.", "It cost 3 million pounds.", C, ""),
    ("It cost £40.", "It cost 40 pounds sterling.", W, ""),
    ("It weighs 110 pounds.", "It weighs 120 pounds.", S, "number: 110 > 120"),
    ("It cost £2.3m.", "It cost £2,300,000.", C, ""),
    # dates and times
    ("He left on Tuesday.", "He left on Wednesday.", S, "date: Tuesday > Wednesday"),
    ("He left on Tuesday.", "On Tuesday, he left.", W, ""),
    ("It is set for Sunday's game.", "It is set for the game on Sunday.", W, ""),
    ("It is set for Sunday's game.", "It is set for the game.", S, "date: Sunday > -"),
    ("The vote is tomorrow in Velden.", "Today is the vote in Velden.", S, "date: tomorrow > Today"),
    ("It hits 90/90/90 there.", "It hits 95/95/95 there.", S, "number: 90/90/90 > 95/95/95"),
    ("It was on 7/24/2025.", "It was on 7/25/2025.", S, "date: 7/24/2025 > 7/25/2025"),
    ("It was in today's paper.", "It was in tomorrow's paper.", S, "date: today > tomorrow"),
    ("He left yesterday.", "He left on Tuesday.", W, ""),
    ("He left today.", "He left tomorrow.", S, "date: today > tomorrow"),
    ("He left on 12 March 2024.", "He left on March 12, 2024.", C, ""),
    ("He left on 12 March.", "He left on 12 May.", S, "date: 12 March > 12 May"),
    ("He left on March 5th.", "He left on March 5.", C, ""),
    ("He was born in 1961.", "He was born in 1962.", S, "date: 1961 > 1962"),
    ("It opens at 3pm.", "It opens at 15:00.", C, ""),
    ("It opens at 3pm.", "It opens at 3 p.m.", C, ""),
    ("It opens at 3pm.", "It opens at 4pm.", S, "time: 3pm > 4pm"),
    ("It opens at noon.", "It opens at 12 p.m.", C, ""),
    ("It opens at 11 a.m.", "It opens at noon.", S, "time: 11 a.m. > noon"),
    ("It opens at 10:30.", "It opens at 10:45.", S, "time: 10:30 > 10:45"),
    ("Join us on July 9.", "Join us TODAY.", W, ""),
    ("It was in June 2023.", "It was in June of 2023.", C, ""),
    ("Updated: 24.07.2025", "Updated: 11.11.2025", S, "date: 24.07.2025 > 11.11.2025"),
    ("Updated: 24.07.2025", "Updated: 2025-07-24", C, ""),
    ("It opens at 4 p.m.", "It opens at 4 p.m. ET", W, ""),
    ("It opens at 4 p.m. ET", "It opens at 4 p.m. PT", S, "time: ET > PT"),
    # names
    (
        "The business clients of Holt Rail wait.",
        "The business clients of Holt Business wait.",
        S,
        "name: Holt Rail > Holt Business",
    ),
    ("They met at Mill Town, the hub of Milltown Ltd.", "They met at Milltown, the hub of Milltown Ltd.", W, ""),
    ("They saw Tom Tillis (R-North Carolina).", "They saw Tom Tillis (R-N.C.).", W, ""),
    ("It goes with either Tarn Works, or Tarn Team.", "It goes with Tarn Works.", S, "name: Tarn Team > -"),
    ("They saw John Holt, and Holt left.", "They saw Holt, and he left.", W, ""),
    ("They use a Tarnberry Pi and a Tarnbrery Pi.", "They use a Tarnberry Pi and a Tarnberry Pi.", C, ""),
    (
        "It is the Marine Organizational Body Size (MOBS) list.",
        "It is the Marine Organismal Body Size (MOBS) list.",
        S,
        "name: Marine Organizational Body Size > Marine Organismal Body Size",
    ),
    ("Its chief executive left.", "Its CEO left.", W, ""),
    ("Then Mr Holt left.", "Then Holt left.", W, ""),
    ("They saw Anna Holt.", "They saw Holt.", W, ""),
    ("They saw John Holt.", "They saw Jane Holt.", S, "name: John Holt > Jane Holt"),
    ("They saw John Holt there.", "They saw Peter Marsh there.", S, "name: John Holt > Peter Marsh"),
    ("The man from Holt Street.", "The man from Marsh Street.", S, "name: Holt Street > Marsh Street"),
    ("They met in Paris.", "They met in London.", S, "name: Paris > London"),
    ("They saw Jonson.", "They saw Johnson.", S, "name: Jonson > Johnson"),
    (
        "It left Holt dead and Marsh hurt.",
        "It left Marsh dead and Holt hurt.",
        S,
        "name: Holt > Marsh; name: Marsh > Holt",
    ),
    ("A fire on Glenwood Ave. spread.", "A fire on Glenwood Avenue spread.", W, ""),
    ("A fire on Glenwood Ave. spread.", "A fire on Glenwood Street spread.", S, "name: Glenwood Ave > Glenwood Street"),
    ("The DEC closed it.", "The council closed it.", S, "name: DEC > -"),
    ("He left on DEC 12.", "He left on DEC 13.", S, "date: DEC 12 > DEC 13"),
    (
        "A Child Was Found in a Stolen 2-year-old Car in Velden",
        "A Child Was Found in a Stolen 2-year-old Car in Ostby",
        W,
        "",
    ),
    ("It was sold to Rapid Post there.", "It was sold to RapidPost there.", C, ""),
    ("It was on Prime Tube at noon.", "It was on Avonian Tele at noon.", S, "name: Prime Tube > Avonian Tele"),
    ("They met in Russia.", "They met in a Russian town.", W, ""),
    ("They saw a Flood Advisory.", "They saw Flood Advisories.", W, ""),
    ("The Democrats won.", "The Democrat side won.", W, ""),
    ("It was Holt's car.", "It was the car of Holt.", W, ""),
    ("The United Nations met.", "The UN met.", W, ""),
    ("The mill hands join the Tarn Mill Workers.", "The mill hands join the TMW.", W, ""),
    ("Then Holt said it was late.", "Then he said it was late.", W, ""),
    ("They met in Paris.", "They met.", S, "name: Paris > -"),
    ("They met in May.", "They met in June.", S, "date: May > June"),
    ("They saw Theresa May.", "They saw Theresa Hill.", S, "name: Theresa May > Theresa Hill"),
    (
        "The boss of the Bank of Avonia left.",
        "The boss of the Bank of Tarland left.",
        S,
        "name: Bank of Avonia > Bank of Tarland",
    ),
    ("Holt Wins The Great River Race", "Holt Takes The Great River Race", W, ""),
    (
        "Chipping Street is now closed from Franklin Street to Delamere Avenue.",
        "Part of Chipping Street was closed on Saturday after a CO2 leak.",
        S,
        "date: - > Saturday; name: Franklin Street > -; name: Delamere Avenue > -; name: - > CO2",
    ),
    (
        "(Image credit: Anna Holt, Tom Marsh)",
        "(Image credit: Ada Lund)",
        S,
        "name: Anna Holt > Ada Lund; name: Tom Marsh > -",
    ),
    ("Holt Wins Race Amid Rain in Tarn Valley", "Holt Wins Race Amid Rain in Velden Falls", W, ""),
    (
        "Anna Holt leads the Tarn Valley Race",
        "Anna Holt leads the Velden Falls Race",
        S,
        "name: Tarn Valley Race > Velden Falls Race",
    ),
    # quotations
    ("He said: “We will win.”", "He said: “We will fight.”", S, "quotation: We will win. > We will fight."),
    ("He said: 'We will win.'", "He said: 'We will fight.'", S, "quotation: We will win. > We will fight."),
    ("“We will fight and win,” he said.", "“We will fight,” he said, “and win.”", W, ""),
    ("“We recieved it,” he said.", "“We received it,” he said.", C, ""),
    ("It has a “3% margin” left.", "It has a “3 percent margin” left.", C, ""),
    ("They were “over extended” then.", "They were “overextended” then.", C, ""),
    ("“We will win,” the boss said.", "“We will win,” said the manager.", W, ""),
    ("He denied it.", "He denied it: “I was away.”", S, "quotation: - > I was away."),
    ("We lost,” he said.", "We won,” he said.", S, "quotation: We lost, > We won,"),
    ("There is room at 6'1\" to sit.", "There is room at 6-foot-1 to sit.", W, ""),
    # attribution
    ("She said it was true.", "She claimed it was true.", S, "attribution: said > claimed"),
    ("She claimed it was true.", "She admitted it was true.", S, "attribution: claimed > admitted"),
    ("She said it was true.", "She told them it was true.", W, ""),
    ("The mayor is to announce a plan.", "The mayor announces a plan.", W, ""),
    ("Police said he was drunk.", "He was drunk.", S, "attribution: said > -"),
    ("He alleged a plot.", "He saw a plot.", S, "attribution: alleged > -"),
    ("Two girls are missing.", "Two girls are reported missing.", W, ""),
    ("They learned that it failed.", "They were told that it failed.", W, ""),
    # negation and hedges
    ("He is guilty.", "He is not guilty.", S, "negation: - > not"),
    ("He didn't go.", "He did go.", S, "negation: didn't > -"),
    ("They found no weapon.", "They found a weapon.", S, "negation: no > -"),
    ("He never went.", "He did not go.", W, ""),
    ("He lives at No 10.", "He lives at number 10.", W, ""),
    ("He stole it.", "He allegedly stole it.", S, "hedge: - > allegedly"),
    ("It may rain.", "It will rain.", S, "hedge: may > -"),
    ("The ferry is scheduled to leave.", "The ferry has left.", S, "hedge: scheduled > -"),
    ("It is thought to rise.", "It is rising.", S, "hedge: thought > -"),
    ("It shows a kind of thought.", "It shows a kind of plan.", W, ""),
    ("It is expected to rise.", "It is slated to rise.", W, ""),
    ("It appeared on a list.", "It was on a list.", W, ""),
    ("It appeared to fail.", "It failed.", S, "hedge: appeared > -"),
    ("It may rain.", "It might rain.", W, ""),
    ("About 30 came.", "Around 30 came.", W, ""),
    ("About 30 came.", "At least 30 came.", S, "hedge: About > At least"),
    ("Up to 30 came.", "30 came.", S, "hedge: Up to > -"),
    ("It can fail.", "It can seemingly fail.", S, "hedge: - > seemingly"),
    ("They spoke about the plan.", "They spoke of the plan.", W, ""),
]
OTHERS = [
    ("de", "Er ist schuldig.", "Er ist nicht schuldig.", S, "negation: - > nicht"),
    ("de", "Er kam am 12. März.", "Er kam am 13. März.", S, "date: 12. März > 13. März"),
    ("de", "Es kamen Hunderte.", "Es kamen Tausende.", S, "number: Hunderte > Tausende"),
    ("de", "Das Haus brannte.", "Das Gebäude brannte.", W, ""),
    ("de", "Es kostet 1.000 Euro.", "Es kostet 1000 Euro.", C, ""),
    ("de", "Um 15 Uhr begann es.", "Um 16 Uhr begann es.", S, "time: 15 Uhr > 16 Uhr"),
    ("de", "„Wir siegen“, rief sie.", "„Wir kämpfen“, rief sie.", S, "quotation: Wir siegen > Wir kämpfen"),
    ("fr", "Il n’est pas coupable.", "Il est coupable.", S, "negation: pas > -"),
    ("fr", "Il est venu lundi.", "Il est venu mardi.", S, "date: lundi > mardi"),
    (
        "fr",
        "Elle a dit « non merci ».",
        "Elle a dit « oui merci ».",
        S,
        "quotation: non merci > oui merci; negation: non > -",
    ),
    ("fr", "Il parle de l’Espagne et de l’Italie.", "Il parle de l’Espagne.", S, "name: Italie > -"),
    ("it", "Il capo dell’Interno parla.", "Il capo dell’Istruzione parla.", S, "name: Interno > Istruzione"),
    ("es", "Dijo que era cierto.", "Aseguró que era cierto.", S, "attribution: Dijo > Aseguró"),
    ("es", "El presunto ladrón huyó.", "El ladrón huyó.", S, "hedge: presunto > -"),
    ("it", "Non è colpevole.", "È colpevole.", S, "negation: Non > -"),
    ("pt", "Três pessoas morreram.", "Cinco pessoas morreram.", S, "number: Três > Cinco"),
    ("nl", "Hij is niet schuldig.", "Hij is schuldig.", S, "negation: niet > -"),
    ("ja", "12人が死亡した。", "19人が死亡した。", S, "number: 12 > 19"),
    ("de", "Der mutmaßliche Täter floh.", "Der Täter floh.", S, "hedge: mutmaßliche > -"),
    ("de", "Es waren dreißig Tote.", "Es waren 30 Tote.", C, ""),
    ("de", "Es waren fünfundzwanzig Tote.", "Es waren 25 Tote.", C, ""),
    ("de", "Es kostet 1,5 Mio. Euro.", "Es kostet 1,5 Millionen Euro.", C, ""),
    ("de", "Es kostet 12,5 Millionen Euro.", "Es kostet 12.5 Millionen Euro.", C, ""),
    ("de", "Es war am 3.1. soweit.", "Es war am 3.10. soweit.", S, "number: 3.1 > 3.10"),
    ("de", "Sie wurden dort bleiben.", "Sie würden dort bleiben.", W, ""),
    ("de-CH", "Es kostet 12.5 Franken.", "Es kostet 125 Franken.", S, "money: 12.5 Franken > 125 Franken"),
    ("fr", "Quatre-vingt-dix morts.", "90 morts.", C, ""),
    ("fr", "Soixante et onze morts.", "71 morts.", C, ""),
    ("es", "Treinta y cinco murieron.", "Treinta y seis murieron.", S, "number: Treinta y cinco > Treinta y seis"),
    ("es", "Los heridos —12 en total— huyeron.", "Los heridos, 12 en total, huyeron.", C, ""),
    ("es", "Cerca de 20 personas vinieron.", "Vinieron 20 personas.", S, "hedge: Cerca de > -"),
    ("es", "Llegaron a tiempo.", "Llegarán a tiempo.", W, ""),
    ("es", "Vio al detenido huir.", "Vio al detenida huir.", W, ""),
    ("es", "La accion fue buena.", "La acción fue buena.", C, ""),
    ("es", "Cuesta 1.500 pesos.", "Cuesta 1500 pesos.", C, ""),
    ("es-MX", "Cuesta 1,500 pesos.", "Cuesta 1500 pesos.", C, ""),
    ("pt", "Chegou na segunda-feira.", "Chegou na terça-feira.", S, "date: segunda-feira > terça-feira"),
    ("pt", "Levou seis horas ali.", "Levou seis hora ali.", W, ""),
    ("nl", "Er kwamen tweeëntwintig mensen.", "Er kwamen 22 mensen.", C, ""),
    ("ja", "1,000人が死亡した。", "1人が死亡した。", S, "number: 1,000 > 1"),
    ("ja", "1,000人が死亡した。", "1000人が死亡した。", C, ""),
    ("ja", "事故は北京で起きた。", "事故は南京で起きた。", W, ""),
    ("ja", "1万2000人が集まった。", "1万5000人が集まった。", S, "number: 2000 > 5000"),
    ("ja", "于2000年に始まる。", "于2001年に始まる。", S, "date: 2000 > 2001"),
    ("es-MX", "Sube 12.5 por ciento.", "Sube 12,5 por ciento.", C, ""),
    ("de", "Es war ein großer Tag.", "Es war ein grosser Tag.", C, ""),
    ("hi", "वह नहीं आया।", "वह आया।", S, "negation: नहीं > -"),
    ("ar", "لم يحضر الوزير.", "حضر الوزير.", S, "negation: لم > -"),
    ("ar", "ما زال الوزير هناك.", "لا يزال الوزير هناك.", W, ""),
    ("ru", "Он не приехал домой.", "Он приехал домой.", S, "negation: не > -"),
    ("ru", "Он приехал не только в Минск.", "Он приехал в Минск.", W, ""),
    ("sv", "Han är inte skyldig.", "Han är skyldig.", S, "negation: inte > -"),
    ("pl", "On nie jest winny.", "On jest winny.", S, "negation: nie > -"),
    ("da", "Han er ikke skyldig.", "Han er skyldig.", S, "negation: ikke > -"),
    ("hi", "लड़का घर गया।", "लड़की घर गया।", W, ""),
    ("hi", "आग में १२ लोग मारे गए।", "आग में 12 लोग मारे गए।", C, ""),
    ("ar", "وصل الوزير إلى القاهرة.", "وصل الوزيرة إلى القاهرة.", W, ""),
    ("ar", "مُحَمَّد وصل إلى القاهرة.", "محمد وصل إلى القاهرة.", C, ""),
    ("ar", "بلغت النسبة ١٢٫٥ في المئة.", "بلغت النسبة 12.5 في المئة.", C, ""),
    ("fi", "Hän tapasi Annan Turussa.", "Hän tapasi Annan Oulussa.", S, "name: Annan Turussa > Annan Oulussa"),
]
WHOLE = [
    ("The mayor has resigned over it.", S),
    ("The mayor resigned.", S),
    ("Read more", W),
    ("* * *", W),
    ("https://news.example/a/very/long-address", W),
    ("市長は責任を取って辞任した。", S),
]


def told(facts: tuple[Fact, ...]) -> str:
    return "; ".join(f"{fact.kind}: {fact.before or '-'} > {fact.after or '-'}" for fact in facts)


def weigh_pair(before: str, after: str, language: str | None = "en") -> tuple[Weight, tuple[Fact, ...]]:
    return weigh(before, after, spans(before, after), language)


@pytest.mark.parametrize(("before", "after", "weight", "facts"), ENGLISH)
def test_an_edit_is_weighed_by_the_facts_it_touches(before: str, after: str, weight: Weight, facts: str) -> None:
    found, touched = weigh_pair(before, after)
    assert (found, told(touched)) == (weight, facts)


@pytest.mark.parametrize(("language", "before", "after", "weight", "facts"), OTHERS)
def test_other_languages_are_weighed_too(language: str, before: str, after: str, weight: Weight, facts: str) -> None:
    found, touched = weigh_pair(before, after, language)
    assert (found, told(touched)) == (weight, facts)


@pytest.mark.parametrize(("text", "weight"), WHOLE)
def test_a_sentence_that_came_or_went_is_of_substance_unless_it_is_a_scrap(text: str, weight: Weight) -> None:
    assert weigh_pair("", text) == weigh_pair(text, "") == (weight, ())


@pytest.mark.parametrize(("before", "after"), [row[:2] for row in ENGLISH])
def test_taking_a_change_back_weighs_as_much(before: str, after: str) -> None:
    weight, facts = weigh_pair(before, after)
    weight_back, facts_back = weigh_pair(after, before)
    assert weight is weight_back
    assert {(fact.kind, fact.after, fact.before) for fact in facts_back} == {
        (fact.kind, fact.before, fact.after) for fact in facts
    }


def test_a_known_name_is_one_where_it_opens_a_sentence() -> None:
    sides = "Holt opened the bridge.", "Marsh opened the bridge."
    assert weigh_pair(*sides) == (W, ())
    found = weigh(*sides, spans(*sides), "en", frozenset({"holt", "marsh"}))
    assert found == (S, (Fact(FactKind.NAME, "Holt", "Marsh"),))


def test_a_known_name_is_one_in_a_headline_in_title_case() -> None:
    sides = "Ferry Owner Holt Wins Appeal", "Ferry Owner Marsh Wins Appeal"
    assert weigh_pair(*sides) == (W, ())
    assert weigh(*sides, spans(*sides), "en", frozenset({"holt"}))[1] == (Fact(FactKind.NAME, "Holt", None),)


def test_facts_are_found_without_spans() -> None:
    assert weigh("12 dead in a fire", "19 dead in a fire", (), None)[0] is Weight.SUBSTANCE


def test_spans_of_another_text_are_not_trusted() -> None:
    wrong = (Span(SpanKind.SAME, "Nothing of the sort"),)
    assert weigh("12 dead in a fire", "19 dead in a fire", wrong, "en")[1] == (Fact(FactKind.NUMBER, "12", "19"),)


words = st.sampled_from(
    [
        "12",
        "twelve",
        "1,000",
        "£",
        "3m",
        "million",
        "%",
        "per",
        "cent",
        "Tuesday",
        "March",
        "May",
        "may",
        "2024",
        "10:30",
        "pm",
        "Holt",
        "Anna",
        "of",
        "Paris",
        "not",
        "no",
        "n't",
        "said",
        "claimed",
        "about",
        "allegedly",
        "he",
        "The",
        "a",
        "“",
        "”",
        "'",
        "«",
        "»",
        ".",
        ",",
        "!",
        "?",
        "-",
        "U.S.",
        "死者",
        "½",
        "\u200b",
        "\ud800",
    ]
)
texts = st.one_of(st.text(max_size=60), st.lists(words, max_size=14).map(" ".join))
languages = st.sampled_from([None, "en", "de", "fr", "es", "it", "pt", "nl", "fi", "en-GB", "", "??"])


@given(texts, texts, languages)
def test_any_text_is_weighed_and_its_reversal_weighs_the_same(before: str, after: str, language: str | None) -> None:
    forward = (Span(SpanKind.DELETED, before), Span(SpanKind.INSERTED, after))
    back = (Span(SpanKind.DELETED, after), Span(SpanKind.INSERTED, before))
    weight, facts = weigh(before, after, forward, language)
    assert weight is weigh(after, before, back, language)[0]
    assert not facts or weight is Weight.SUBSTANCE


@given(texts)
def test_a_text_weighs_nothing_against_itself(text: str) -> None:
    if text.strip():
        assert weigh(text, text, (), "en") == (Weight.COSMETIC, ())


@pytest.mark.parametrize(
    "piece",
    [
        "12 ",
        "1 000 ",
        "'a ",
        '"a" ',
        "“",
        "A-",
        "A. ",
        "Anna of ",
        "not ",
        "£",
        "1,",
        "e\u0301\u0323",
        "twenty ",
        "million ",
        "x",
    ],
)
def test_a_hostile_sentence_takes_time_in_step_with_its_length(piece: str) -> None:
    def seconds(size: int) -> float:
        text = piece * (size // len(piece))
        start = process_time()
        weigh(f"{text} 12", f"{text} 19", (), "en")
        return process_time() - start

    seconds(1000)
    # ten times the text: quadratic would be a hundredfold; the least of three, other work slows one of them down
    small, large = (min(seconds(size) for _ in range(3)) for size in (2000, 20_000))
    assert large < 40 * max(small, 0.001)
    assert seconds(1_000_000) < 1
