"""Words that hold sentences together and say nothing of what they are about, in six languages.

They are never typical of a touchpoint, and they tell in which language a comment is written. A few
of other languages stand beside them, so that Italian is not taken for Spanish.
"""

from __future__ import annotations

from collections.abc import Mapping

_ENGLISH = """
a about above after again against ain all almost also although always am an and another any
anyone anything are aren around as at be because been before being below between both but by can
cannot could couldn did didn do does doesn doing don done down during each either else ever every
everything few for from further get gets getting got had hadn has hasn have haven having he her
here hers herself him himself his how however i if in into is isn it its itself just least less
let like ll made make many may me might mine more most much must my myself neither never no nor
not nothing now of off often on once one only onto or other others our ours ourselves out over
own per perhaps quite rather re really same shall shan she should shouldn since so some someone
something sometimes still such than that the their theirs them themselves then there these they
this those though through thus till to together too toward towards under until up upon us ve very
via was wasn we well were weren what whatever when where whether which while who whole whom whose
why will with within without won would wouldn yes yet you your yours yourself yourselves
"""
_POLISH = """
a aby ach acz aczkolwiek aj albo ale ależ ani aż bardziej bardzo bez bo bowiem by byli bym być był
była było były będzie będą będę cali cała cały chce choć ci cię ciebie co cokolwiek coś czasami
czasem czemu czy czyli daleko dla dlaczego dlatego do dobrze dość dużo dwa dzisiaj dziś gdy gdyby
gdyż gdzie gdzieś go i ich ile im inna inne inny innych iż ja jak jaka jakby jaki jakie jakiś jako
jakoś je jeden jedna jednak jedno jego jej jemu jest jestem jesteś jeszcze jeśli jeżeli już ją
każda każde każdy kiedy kiedyś kilka kimś kto ktoś która które którego której który których którym
którzy ku lecz lub ma mam mają mamy mi mimo między mną mnie mogą moi moim moja moje może możliwe
można mój mu musi my na nad nam nami nas nasi nasz nasza nasze natomiast nawet nic nich nie niego
niej nigdy nim nimi nią niż no o obok od około on ona one oni ono oraz oto owszem pan pani po pod
podczas pomimo ponad ponieważ potem poza prawie przecież przed przede przez przy raz razie roku
również sam sama się skąd sobie sobą sposób swoje są ta tak taka taki takich takie także tam te
tego tej ten teraz też to tobą tobie toteż totobą trochę trzeba tu tutaj twoi twoja twoje twym twój
ty tych tylko tym tę u w wam wami was wasz wasza wasze we według wiele wielu więc więcej wszyscy
wszystkich wszystkie wszystkim wszystko wtedy wy właśnie z za zapewne zawsze ze znowu znów został
została zostało zostały że żadna żadne żadnych żaden żeby
"""
_RUSSIAN = """
а без бы был была были было быть в вам вами вас весь во вот все всего всей всем всеми всему всех
всё вся вы где да даже для до его ее ей ему если есть еще ещё её ж же за здесь и из изо или им ими
их к как какая какие какой когда которая которого которое которой которую которые который которым
которых кто ли лишь мне мной много могу могут мог можно мои мой моя мы на над надо нам нами нас
наш наша наше наши не него нее ней нельзя нет неё ни них ничего но ну нужно о об один одна однако
он она они оно от очень перед по под поэтому после потом потому почему почти при про просто раз с
сам сама сами само свои свое своей своего свой своих своя себе себя сегодня со совсем так такая
также такие такой там тебе тебя тем теперь то того тоже той только том тот ту тут ты у уж уже хотя
чего чем через что чтобы чуть эта эти этим этих это этого этой этом этот эту я
"""
_GERMAN = """
ab aber alle allem allen aller alles als also am an andere anderem anderen anderer anderes auch auf
aus außer bei beim bereits bevor bin bis bist bitte da dabei dadurch dafür dagegen daher damit
danach dann daran darauf daraus darf darin darüber das dass dasselbe davon davor dazu dein deine
dem den denen denn der deren des deshalb dessen dich die dies diese diesem diesen dieser dieses dir
doch dort du durch eher ein eine einem einen einer eines einfach einige einigen einmal er erst es
etwas euch euer eure für gab ganz gar gegen gerade gern gibt habe haben hat hatte hatten hier hin
hinter ich ihm ihn ihnen ihr ihre ihrem ihren ihrer im immer in indem ins ist ja je jede jedem
jeden jeder jedes jedoch jetzt kann kannst kein keine keinem keinen keiner konnte konnten können
könnte leider machen mal man manche mehr mein meine meinem meinen meiner mich mir mit muss musste
müssen nach nachdem nicht nichts nie noch nun nur ob obwohl oder ohne oft schon sehr sei sein seine
seinem seinen seiner seit selbst sich sie sind so sodass sogar solche soll sollte sollten somit
sondern sonst soviel sowie statt trotz trotzdem um und uns unser unsere unserem unseren unter viel
viele vielen vom von vor wann war waren warum was weil weiter welche welchem welcher welches wenig
wenn wer werde werden wie wieder will wir wird wirklich wo wollen wollte worden wurde wurden während
wäre würde würden zu zum zur zwar zwischen über
"""
_FRENCH = """
a afin ai ainsi alors après as assez au aucun aucune aujourd auquel aussi autant autre autres aux
avais avait avant avec avez avoir avons bien c car ce ceci cela celle celles celui cependant ces
cet cette ceux chaque chez ci comme comment contre d dans de depuis des dès devant doit donc dont
du durant déjà elle elles en encore entre es est et eu eux fait faire fois font hors hui ici il ils
j jamais je jusqu jusque juste l la laquelle le lequel les lesquels leur leurs lors lorsque lui là
m ma mais malgré me mes mieux moi moins mon même mêmes n ne ni non nos notre nous on ont or ou où
par parce pas pendant peu peut peux plupart plus plusieurs plutôt pour pourquoi presque près puis
puisque qu quand que quel quelle quelles quelqu quelque quelques quels qui quoi rien s sa sans se
sera serait ses seulement si sien soi soit son sont sous souvent suis sur t ta tandis tant te tel
telle tellement tes toi ton toujours tous tout toute toutes trop très tu un une vers via voici
voilà vos votre vous vraiment y à ça étaient étais était étant été être
"""
_SPANISH = """
a acá ahí ahora al algo alguien algún alguna algunas alguno algunos allá allí ante antes aquel
aquella aquí así aun aunque aún bajo bastante bien cada casi como con contra cual cuales cualquier
cuando cuanto cuál cuándo cómo de del demasiado dentro desde donde dos durante dónde e el ella
ellas ellos en entonces entre era eran eres es esa esas ese eso esos esta estaba estaban estado
estamos estas este esto estos estoy está están fue fueron fui ha haber habían había hace hacen
hacer hacia han has hasta hay he hemos hizo incluso la las le les lo los luego me menos mi mientras
mis misma mismo mucha muchas mucho muchos muy más mí nada nadie ni ningún ninguna no nos nosotros
nuestra nuestro nunca o os otra otras otro otros para parte pero poca poco por porque pude puede
pueden pues que qué quien quién se sea ser si sido siempre sin sino sobre solamente solo son soy su
sus sí sólo tal también tampoco tan tanto te tengo tenía ti tiene tienen toda todas todavía todo
todos tras tu tus tuve tuvo tú un una unas uno unos usted ustedes va vez y ya yo él
"""
STOP_WORDS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH.split()),
    "pl": frozenset(_POLISH.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "de": frozenset(word.casefold() for word in _GERMAN.split()),
    "fr": frozenset(_FRENCH.split()),
    "es": frozenset(_SPANISH.split()),
}
"""By language, folded; what is written with an apostrophe stands in its parts."""
ALL_SMALL: frozenset[str] = frozenset().union(*STOP_WORDS.values())

_ITALIAN = """
il gli di che è non sono della delle dei nel nella anche molto più ho ha stato per una un la le con
ma mi si come questo questa senza tutto perché troppo alla al
"""
_PORTUGUESE = """
o os as do da dos das não é um uma em no na que muito com para por mas foi mais ser está são também
ao à pelo pela você meu minha tem
"""
_DUTCH = """
de het een en van ik niet dat is zijn op te met voor maar er ook om aan heel erg wel geen naar bij
mijn heb was werd wordt nog deze dit zeer
"""
_CZECH = """
a se na je že jsem to v s z do by byl byla bylo ale jako jsou pro při velmi také už jen po k není
nebo když mi má
"""
_NORDIC = """
och det att en ett som på är av för med inte den jag har om men var så till från mycket og ikke er
et af til meget jeg der
"""
_UKRAINIAN = """
і й та що не це як на до за але був була було були дуже все є у в з від для при так мене мені вже
тільки ще ми ви вони
"""
_BULGARIAN = """
се са че да не на за с от по и в е ще съм беше много но как това при има няма като ми ги
"""
_ENGLISH_ALIKE = """
ale bin die dos find go gut hat kind long los man merit most pan pod pour rang raz sam son ten war
"""
OTHERS: Mapping[str, frozenset[str]] = {
    "en": frozenset(_ENGLISH_ALIKE.split()),
    "it": frozenset(_ITALIAN.split()),
    "pt": frozenset(_PORTUGUESE.split()),
    "nl": frozenset(_DUTCH.split()),
    "cs": frozenset(_CZECH.split()),
    "sv": frozenset(_NORDIC.split()),
    "uk": frozenset(_UKRAINIAN.split()),
    "bg": frozenset(_BULGARIAN.split()),
}
"""A few words of other languages, by which a comment is known not to be one of the six, and English
ones that look like small words of another."""
