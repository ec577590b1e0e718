"""Words for where people live and work, and how one house may stand to another, in four kinds of speech."""

HOUSES = (
    *(
        "rumah",
        "omah",
        "kos",
        "kosan",
        "kost",
        "kontrakan",
        "kamar",
        "griyo",
        "warung",
        "toko",
        "meja",
        "mejo",
        "griya",
    ),
    *("ruang", "ruangan", "bengkel", "kios", "lapak", "gubuk", "rukan", "ruko", "mess", "ndalem", "dalem", "kediaman"),
    *(
        "wadah",
        "tongkrongan",
        "pangkalan",
        "kandang",
        "konter",
        "salon",
        "depot",
        "gerobak",
        "pos",
        "asrama",
        "bedakan",
    ),
)
"""Where somebody lives, works, or hangs about."""
HOMES = (
    *("rumah", "omah", "kos", "kosan", "kost", "kontrakan", "kamar", "griyo", "griya", "ndalem", "dalem", "kediaman"),
    *("mess", "asrama", "bedakan", "wadah", "ruang", "ruangan", "meja", "mejo"),
)
"""What is hers where nobody else is named beside it."""
TITLED = ("pak", "bu", "haji", "ustaz", "rt", "rw", "lurah", "kades", "mbah", "kyai", "tetangga", "teman", "orang")
"""Whose house is not hers."""
SIDE = (
    *("samping", "sebelah", "sabalah", "subalah", "depan", "belakang", "seberang", "subarang", "balakang", "ngarep"),
    *("mburi", "jejer", "sandhing", "higa", "bahigaan", "muka", "bersebelahan", "sebelahan", "bersebrangan", "sanding"),
    *("berhadapan", "bersampingan", "berdekatan", "berdempetan", "berseberangan", "samping2an", "tetanggaan"),
    *(
        "sahalaman",
        "sehalaman",
        "sapakarangan",
        "sepekarangan",
        "segang",
        "sagang",
        "nyambung",
        "manyambung",
        "sekomplek",
    ),
    *("adep", "adepan", "hadap", "hadep", "hadepan", "berhadap", "ajengan", "madep", "bahadap2an", "hadap2an"),
    *("ngajeng", "wingking", "sisih", "gandeng", "gandengan", "dempet", "mepet", "nempel", "sebrang", "sabrang"),
    *("sebrangan", "seberangan", "bahadapan", "bahadap", "badampingan", "badampitan", "basubarangan", "hadapan"),
    *("berhadap2an", "adep2an", "ajeng2an", "jejeran", "kidul", "lor", "wetan", "kulon", "nyebelah", "bertetangga"),
    *("batatanggaan", "tonggoan", "sandingan", "pinggir", "bersisian", "berdampingan", "bergandengan", "baparakan"),
)
"""Words for standing right beside."""
FACING = (
    *("berdekatan", "bersebelahan", "sebelahan", "berhadapan", "jejeran", "jejer", "bahigaan", "bahadapan", "dempet"),
    *("berseberangan", "sebrangan", "sandingan", "bersampingan", "berdampingan", "dekat", "cedak", "parak", "dempetan"),
    *("hadap2an", "gandengan", "basubarangan", "baparakan"),
)
"""How two houses may stand to each other."""
NEAR = (
    *("dekat", "deket", "cedak", "cedek", "parak", "caket", "sekitar", "ujung", "pojok", "tepi", "cedhak", "cerak"),
    *("celak", "cerek", "berdekatan", "seputar", "sakitar"),
)
SEEN = (
    *("kelihatan", "keliatan", "terlihat", "ketok", "kethok", "ketingal", "katon", "kalihatan", "tampak", "kaciri"),
    *("kedengaran", "kedengeran", "terdengar", "krungu"),
)
"""Words for being in sight or earshot of a house."""
FROM = ("dari", "teko", "tekan", "soko", "saka", "saking", "matan", "pada", "tumut", "songko")
APART = (
    "selisih",
    "selang",
    "let",
    "salang",
    "beda",
    "jarak",
    "jaraknya",
    "berjarak",
    "antara",
    "bedo",
    "batas",
    "kur",
    "terpaut",
    "kepaut",
    "kacek",
    "gacek",
    "seling",
    "terpisah",
    "baantara",
    "bajarak",
    "baselang",
    "lebet",
    "kehalang",
    "kehalangan",
    "terhalang",
    "tahalang",
    "dibatasi",
    "diwates",
    "kewatesan",
)
"""Words before how many houses are between."""
COUNTED = (
    "tembok",
    "dinding",
    "pagar",
    "rumah",
    "omah",
    "meter",
    "menit",
    "langkah",
    "gang",
    "kamar",
    "pintu",
    "blok",
    "buah",
    "rt",
    "lantai",
    "m",
)
CLOSE = (
    *("cuma", "hanya", "mung", "pas", "tepat", "persis", "ya", "kan", "juga", "sangat", "memang", "itu", "tu", "haja"),
    *("letaknya", "posisi", "posisinya", "ada", "saja", "kok", "di", "mek", "pancen", "cuman", "iku", "masih", "sama"),
    *("dengan", "karo", "lawan", "sareng", "wan", "rumahnya", "persisnya", "hampir", "malah", "bahkan"),
    *("paling", "nang", "tidak", "jauh", "dari", "teng", "soalnya", "gak", "berada", "terletak", "tak", "banget"),
    *("namung", "wonten", "ing", "saling", "sekitar", "kurang", "lebih", "lagi", "kira2", "palingan", "pisan", "jua"),
    *("ten", "wong", "wes", "wis", "sudah", "kebetulan", "ternyata", "kebeneran", "kira", "namun", "kaya", "kayak"),
    *("adoh", "tebih", "adoh2", "jauh2", "patek", "pati", "terlalu", "tapi", "ngene", "begini", "lumayan", "lawas"),
)
OURS = (
    *("saya", "korban", "sini", "kene", "kami", "mriki", "adik", "anak", "situ", "kono", "mriku", "sana", "kana"),
    *("disini", "disitu", "disana", "ibu", "mama", "istri", "majikan"),
)
LIVES = (
    "tinggal",
    "manggon",
    "badiam",
    "ngontrak",
    "ngekos",
    "bertempat",
    "menetap",
    "domisili",
    "berdomisili",
    "menempati",
    "nempati",
    "manggen",
    "mondok",
    "bermukim",
)
SAME = (
    *("sekelas", "sekantor", "sesekolah", "sepabrik", "seangkatan", "sekampus", "sedesa", "sakelas", "sakantor"),
    *("tetanggaan", "bertetangga", "tonggoan", "batatanggaan", "tanggaan"),
    *("sakampungan", "sadesa", "sakampung", "sakampus", "sagang", "sekampus", "sekantor", "sesekolahan", "satukang"),
    *("sedivisi", "segedung", "selantai", "sekompleks", "sekomplek", "sekampung", "sakampung", "sertw", "sert"),
)
"""Words for being in the same class or office."""
ONE_OF = (
    "kelas",
    "kantor",
    "shift",
    "sekolah",
    "pabrik",
    "divisi",
    "tim",
    "ruang",
    "ruangan",
    "gedung",
    "bagian",
    "line",
    "regu",
    "desa",
    "dusun",
    "kampung",
    "kompleks",
    "komplek",
    "kampus",
    "rt",
    "rw",
    "gang",
)
TRADES = (
    *("jualan", "berjualan", "bajualan", "dodol", "dodolan", "sadean", "mangkal", "buka", "mbukak", "membuka"),
    *("mambuka", "dagang", "berdagang", "mremo", "kerja"),
    *("bekerja", "kerjo", "bagawi", "nyambut", "jaga", "jogo", "bajaga", "parkir", "markir"),
)
"""What somebody does each day at a place, that tells it only where her house follows."""
ENDINGS = ("nya", "nye", "ne", "ipun", "e", "x")
"""Endings that say that something is theirs, also after words that no list knows."""
ONE = ("satu", "sak", "1", "sama2", "sabuting")
YARDS = (
    "halaman",
    "pekarangan",
    "latar",
    "tembok",
    "gang",
    "rt",
    "blok",
    "dusun",
    "lorong",
    "atap",
    "pagar",
    "komplek",
    "kompleks",
    "perumahan",
    "lingkungan",
)
"""What neighbours share."""
EVERY = ("tiap", "setiap", "saben", "satiap")
MEETS = ("ketemu", "bertemu", "papasan", "kepethuk", "tatamu", "jumpa", "berjumpa", "ketemuan", "pethuk")
