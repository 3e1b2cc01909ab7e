"""Short forms of given names, German and English: between two bars a name and after it its short forms."""

from __future__ import annotations

from functools import cache
from typing import Final

_NAMES: Final = """
abigail abby|adelheid heidi adele|alan al|albert bert al bertie|albrecht bert|
alexander alex sascha xander sandro alec sandy lex|alexandra alex sandra sascha lexi sandy|
alfred fred freddy alf|alois loisl lois|amalie amelie mali|amanda mandy|andrea andi|
andreas andi andy andre dreas|andrew andy drew|angela angie|
anna anne anni anneliese annika anja hanna hannah annie nan ann|annegret anne gretel|
anneliese anne liesel anneli|anthony tony|antje anna|anton toni tony|antonia toni tonia|
archibald archie|arnold arni noldi|arthur art artie|august gustl gus|augustin gustl|
barbara babsi barbel babs bar uschi barb bobbie|bartholomaus barthel|bartholomew bart|
beatrice bea trixie|benedikt bene benni|benjamin ben benni benny benno|bernadette detta|bernd bernhard|
bernhard bernd hardy berni|bertram bert|bradley brad|brian bri|brigitte gitte biggi gitta|
burkhard burk|calvin cal|cameron cam|carl karl charly|carolin caro lina carola|
caroline caro lina carrie carol|cecilia celia cissy|charles charlie chuck charley chas|
charlotte lotte charlie lotti charly|christa chris|christian chris christl krischan|
christiane chris jane nane|christina tina chris christl|christine chrissie tina chris christl christel|
christoph chris stoffel christof topher kit|christopher chris kit topher|claudia claudi|clemens klemens|
clifford cliff|constance connie|cornelia conny nele corny nelly|cornelius conny nele|curtis curt|
cynthia cindy|dagmar dag|daniel dan danny dani|daniela dani|david dave davy|deborah debbie deb|
dieter didi|diethelm dieter|dietmar didi|dietrich dieter dirk|dominik domi nick|donald don donny|
dorothea dora doris thea dorle doro dorothee dotty|dorothy dot dotty dolly|douglas doug|
eberhard ebi hardy|edeltraud traudl edel|edith edie|edmund ed eddie ned|eduard edi ede|
edward ed eddie ted teddy ned|eleanor ellie nell nora|eleonore nora lore ellen elli|elisabeth lisa elli l
iesel lisbeth elsbeth else betty sissi bettina ella ilse lise lies elsa elise beth liz lizzy eliza|
elizabeth liz lizzy beth betty lisa liza eliza elsie|elke el|emil milo|emilia emily mila emmi|emily em|
erika rika|ernst ernie|eugen geno|eugene gene|eva evi|eveline evi eva|evelyn eve evie|
felicitas feli fee|ferdinand ferdi nando|florence flo florrie|florian flo flori|
frances fran fanny frankie|francis frank fran|franklin frank|franz francis franzl|
franziska franzi sissi ziska|frederick fred freddy rick|frederik fred freddy|
friederike rike friedel fritzi|friedrich fritz friedel fred frieder rico|gabriel gabe|gabriele gabi gaby|
gabrielle gabby|geoffrey geoff jeff|georg schorsch jorg gorg|george georgie|gerald gerry gerd|
gerard gerry|gerda gerti|gerhard gerd hardy gert|gertrud trude gerti traudl gerda|gilbert gil bert|
gisela gisa gila|gottfried friedel|gregor greg|gregory greg|gunter gunther guenter|gunther gunter|
gustav gustl gus|gwendolyn gwen|hannelore hanne lore|hans johannes hansi johann|harald harry harri|
harold harry hal|harriet hattie|hartmut hardy|hedwig hedi hede|
heinrich heinz heiner heini henry hinnerk harry hein henrik|heinz heinrich|helen nell nellie ellen|
helene leni lena ellen hella helen elena|helga hella|helmut helli mucki|henriette jette henny|
henry harry hank hal|herbert herb bert|hermann manni hermi|hildegard hilde hilda|hubert hubsi bert|
hugh hughie|ingeborg inge inga|ingrid inge|irene reni|irmgard irma irmi|isaac ike|isabel isa bella|
isabella isa bella|jacob jake jakob|jacqueline jackie|jakob jacob jake kobi|james jim jimmy jamie|
jan johann johannes|jasmine jas|jeffrey jeff|jennifer jenny jen|jens johannes|jeremy jerry|
jerome jerry|jessica jess jessi|joachim jochen achim jo hajo|joanna jo joan|johann hans jan hannes|
johanna hanna hannah jo hanne joan|johannes hans hannes jo jan jojo johann|john jack johnny jon|
jonas jon|jonathan jon jonny nathan|josef sepp jupp josch beppo joseph pepi joe|josefine josi fine|
joseph joe jo josef joey|joshua josh|judith judy judi|julia jule juli|juliane jule julia|jurgen jorg|
jutta jette|karl carl charly kalle|karsten carsten|kaspar caspar|
katharina kathi katja kati katrin karin kat kathe ina nina trine catharina rina cathrin|
katherine kate kathy katie kat kay kit kitty catherine|kathleen kate kathy katie kath|kenneth ken kenny|
kimberly kim|klaus nikolaus claus|konrad conrad conny kurt|konstantin costa konsti|kristin kris|
kristina tina kris|kristine tina kris|kunigunde kuni gunda|lawrence larry|leonard leo lenny len|
leonhard leo hardy|leonora nora|leopold leo poldi|leslie les|lieselotte lilo lotte liesel|
lillian lily lil|louis lou louie|louise lou|lucille lucy|lucinda lucy cindy|ludwig lutz wiggerl lui|
lukas luke luca lucas|magdalena lena leni magda madeleine|manfred manni fred mani|manuel manu|
manuela manu ela|marcel marc|margaret maggie meg peggy margie greta daisy|
margarete grete gretel gitta margit marga rita greta gretchen margret meta|margarethe grete gretel greta|
maria mia mitzi marie mimi resi marion maja|marianne nanne anne janne|marjorie marge|
markus marc mark marko|marlene leni lena|martha marta patty mattie|martin maddin mart|martina tina|
mary molly polly mae|mathilde tilda tilly hilde|matthew matt matty|
matthias matze hias mathias matti mats mattes|maureen mo|max maximilian|maximilian max maxi milian|
mechthild mecki|melanie mel melli|michael micha michi mike michel mitch mick|michaela micha michi ela|
michelle shelly|mildred millie|millicent millie|mitchell mitch|monika moni mona|nadine nadja|
natalie nat|nathaniel nat nate|nicholas nick nico nicky|nicole nico niki|
nikolaus nico klaus niko niklas nick claus|norbert nobbi bert|norman norm|olga olli|
oliver oli olli ollie|olivia liv livvy|oswald ozzie|otto otti|pamela pam|
patricia pat patty patsy tricia trish|patrick pat paddy|paul pauli|pauline paula|penelope penny|
peter pete pit piet petz|petra peti|philip phil pip|philipp phil lipp|phyllis phil|prudence prue|
randolph randy|raymond ray|rebecca becky becca|regina gina regine|reinhard reini hardy|
renate rena nate|richard rick dick richie rich ricky|robert rob bob bert robby bobby robin|rodney rod|
roger rodge hodge|roland rolli|rolf rudolf|ronald ron ronny|rosemarie rosi romy|rosemary rose rosie|
roswitha rosi|ruben ben|rudiger rudi|rudolf rudi rolf dolf|rupert ruppi|russell russ|sabine bine|
samantha sam|samuel sam sammy|sandra alexandra|sarah sally sadie|sebastian basti bastian wastl seb|
sidney sid|siegfried sigi|sieglinde sigi linde|siegmund sigi|sigrid siggi|silke si|silvia silvi|
simone simi mone|sofia sophie|solomon sol|sophia sophie fia|stanley stan|
stefan steffen stephan steff stef steven|stefanie steffi stef|stephan stefan steffen steff|
stephanie steffi steff steph|stephen steve steven|steven steve|susan sue susie|
susannah sue susie hannah|susanne susi sanne susa suse|swantje swanni|sybille bille|sydney syd|
sylvester sly|tabitha tabby|tanja tatjana|tatjana tanja|terence terry|thaddeus tad|theodor theo teddy|
theodore ted theo teddy|theresa resi tessa thea terry tess|therese resi thesi|thomas tom tommy|
thorsten torsten thorben toto|timotheus tim|timothy tim timmy|tobias tobi tobse|ulrich uli ulli ulrik|
ulrike uli ulli rike|ursula uschi ulla ursel|valentin veit valtin|valerie val|vanessa nessa|
verena vreni vera|veronica ronnie|veronika vroni vera|victoria vicky tori|viktor vic|
viktoria vicky tori|vincent vince vinny|vinzenz zenz|virginia ginny|volker volki|walburga burgl wally|
waldemar waldi|walter wally walti walt|waltraud traudl wally|werner wern|wilfred wilf|
wilhelm willi willy wim helm bill|wilhelmine mina minna helma|william will bill billy willy liam|
winfried winni fred|winifred winnie|wolfgang wolf wolfi wulf gangerl|xaver veri|yvonne yvi|
zacharias zach|zachary zach
"""


@cache
def _families() -> dict[str, frozenset[str]]:
    """Return of every name, long or short, the long names it may stand for."""
    stands_for: dict[str, set[str]] = {}
    for entry in _NAMES.split("|"):
        words = entry.split()
        for word in words:
            stands_for.setdefault(word, set()).add(words[0])
    return {word: frozenset(names) for word, names in stands_for.items()}


def long_names(name: str) -> frozenset[str]:
    """Return the given names, folded, that a folded name is or may be short for; empty if it has none."""
    return _families().get(name, frozenset())


def short_names() -> list[str]:
    """Return every name that stands for a long one, itself or another."""
    return list(_families())


def same_nickname(a: str, b: str) -> bool:
    """Tell whether two folded given names may be one: one short for the other, or both short for a third."""
    return a != b and not long_names(a).isdisjoint(long_names(b))
