"""Given names of Central Asia that mostly men, or mostly women, have; written down for this project, from no list of
people. Enough to choose between two people whom a pronoun may mean, never to say that it cannot mean someone.
"""

from __future__ import annotations

import re

_MEN = (
    "abai abay abdulla abdullah abdurahman abdurehim abduweli ablajan ablet ablikim ablimit adil adilet aibek "
    "aidos akbar akhmet akylbek alibek alim alimjan alisher almas almat aman amangeldi amir anwar arkin arman "
    "arslan asan aset askar asqar azamat azat bakhyt bakyt batyr baurzhan bauyrzhan beibit bekzat berdibek berik "
    "bolat bulat chingiz damir daniyar darkhan daulet dauren dawut dilmurat dilshat dulat ehmet ekber ekpar elyar "
    "emin erbol erik erkin erlan ermek ersin eset ezimjan galym ghani ghulam habib halmurat hamit hasan hashim "
    "husein ibrahim ilham ilyar imin iskander islam ismail jamal kairat kanat kasym kayrat kerim khasen kuanysh "
    "kuat kurban madi maksat manat marat mardan mehmet mehmut mehmutjan meirambek memet merdan mirzat muhammad "
    "mukhtar murat mutellip nazar niyaz nurbol nurdos nurlan nursultan nurtai obul oken omar omer omerjan omir "
    "oralbek orazkhan osman ospan patih perhat qadir qahar qairat qanat qurban rahman rashid ruslan rustam rustem "
    "ryskeldi sabit sabyr said saken salim samat samet semet serik serikzhan shavkat shokhrat sidiq sultan tahir "
    "talgat temirlan timur tohti toqtar turdi turgun tursun tursynbek tursynkhan ualikhan umarjan yakup yasin "
    "yasinjan yerbol yerkin yerlan yermek yernar yersin yerzhan yusuf yusup zakir zhandos zhanibek zhasulan "
    "zhenis zhomart "
)
_WOMEN = (
    "adalat aida aigerim aigul aiman ainash ainur aitolkyn aizhan aliya almagul amangul amina anargul arzigul "
    "asel asem asiya asylai aygul ayman ayna aynur ayshe bakytgul balzhan bayan bibigul bota botagoz buzeynep "
    "dana danagul dariga dilnur dilraba dina dinara elmira farida fatima fatime gaukhar gulbahar gulbanu guldana "
    "gulistan guljan gulmira gulmire gulnar gulnara gulnaz gulnur gulsara gulshat gulsim gulzhan gulzhanat "
    "gulzira halide hatice hayrigul indira kamila karima karlygash khadisha kulash kulyan kunsulu laila laura "
    "leila leyla lyazzat madina mahinur mahira mahire makpal malika marzhan meruert meryem mewlude mihray "
    "mihrigul muborak munira nazgul nazira nurbike nurgul nurziya patigul patime perizat qalida rahile rahima "
    "raikhan raushan rena reyhan risalat rizwangul roza rukiye sabina sabira saltanat samal sania saule sayragul "
    "shahnoza shakira sholpan shynar tamara togzhan tursunay umida umit venera zainab zamira zarina zaure zeynep "
    "zhadyra zhanar zhannat zhanylsyn zhibek zhuldyz zulfiya zulhumar zumrat zumret "
)
_ENDS_OF_MEN = re.compile(r"(?:bek|bay|bai|bolat|mbet|ghali|gali|ddin)$")
_ENDS_OF_WOMEN = re.compile(r"(?:gul|gül|nisa|bike|bubu|sulu)$")


def given(name: str) -> str | None:
    """“h” or “s” by the first word of a name; None where it tells nothing."""
    first = name.lower().replace("’", "").split()[0]
    if f" {first} " in f" {_MEN}" or f" {first} " in f" {_WOMEN}":
        return "h" if f" {first} " in f" {_MEN}" else "s"
    if _ENDS_OF_MEN.search(first):
        return "h"
    return "s" if _ENDS_OF_WOMEN.search(first) else None


def known(kind: str) -> list[str]:
    """The names of “h” or “s” that are written down here."""
    return (_MEN if kind == "h" else _WOMEN).split()
