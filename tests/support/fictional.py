"""Fictional sheets for the tests of the verbs."""

INTERVIEW = """
tereze: source/1
source:
  id: interview-1
  kind: interview
  title: A fictional interview
  teller: wife
  authors: [recorder]
  language: kk
mentions:
  wife: {kind: person, names: [{text: Айгүл Мысалқызы, lang: kk}]}
  husband:
    kind: person
    names: [{text: Ерлан Мысалов, lang: kk}, {text: Erlan Mysalov, lang: en}]
    birthDate: "1979"
    health: weak heart
  recorder: {kind: person, names: [{text: A. Recorder, lang: en}]}
statements:
  - key: camp
    about: husband
    property: custody
    value: internment
    when: "2017-09"
    where: Yining county
    said_by: [{voice: wife, role: knows, basis: eyewitness}]
  - {key: job, about: husband, property: occupation, value: driver}
incidents:
  - key: threat
    kind: threat
    direction: closes
    factor: other_state_tolerance
    when: "2018-02"
    against: wife
    severity: 2
"""
ARTICLE = """
tereze: source/1
source: {id: article-1, kind: news_article, publisher: paper, language: en}
mentions:
  man: {kind: person, names: [{text: Erlan Mysalov, lang: en}], birthDate: "1982"}
  paper: {kind: organization, names: [{text: The Fictional Post, lang: en}]}
statements:
  - about: man
    property: custody
    value: prison
    when: "2018-03"
    said_by: [{voice: paper, role: publishes, basis: media}]
"""
SEALED = """
tereze: source/1
source:
  id: interview-2
  kind: interview
  teller: neighbour
  consent:
    - {given_by: neighbour, capacity: self, covers: [neighbour], purposes: [register], identity: none, place: none}
mentions:
  neighbour: {kind: person, names: [{text: Жасырын Куәгер, lang: kk}], occupation: midwife}
  man: {kind: person, names: [{text: Ерлан Мысалов, lang: kk}]}
statements:
  - key: seen
    about: man
    property: custody
    value: internment
    when: "2017-09"
    said_by: [{voice: neighbour, role: knows, basis: eyewitness}]
    words: [{text: "I, Жасырын Куәгер, saw the van", lang: en, role: original}]
"""
