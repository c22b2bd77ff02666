namespace EdgeNoc.Collector.Web.Text;

/// <summary>Groups of customers.</summary>
internal static class GroupText
{
    public static readonly Word Groups = new("Groups", "Grup", "Grupos");
    public static readonly Word New = new("New group", "Grup baru", "Novo grupo");
    public static readonly Word None = new("There is no group yet. Group ONUs by splitter or PPP accounts by area: the worst comes first here.", "Belum ada grup. Kelompokkan ONU per splitter atau akun PPP per wilayah: yang terburuk tampil dulu.", "Ainda não há grupos. Agrupe ONUs por splitter ou contas PPP por área: o pior vem primeiro aqui.");
    public static readonly Word NoneYours = new("There is no group at your sites. An administrator makes them.", "Belum ada grup di lokasi Anda. Admin yang membuatnya.", "Não há grupos nos seus locais. Um administrador os cria.");
    public static readonly Word Category = new("Category", "Kategori", "Categoria");
    public static readonly Word CategoryHint = new("Such as an OLT or an area.", "Misalnya OLT atau wilayah.", "Por exemplo, uma OLT ou área.");
    public static readonly Word Subcategory = new("Subcategory", "Subkategori", "Subcategoria");
    public static readonly Word SubcategoryHint = new("Such as a cable or a closure; may be empty.", "Misalnya kabel atau closure; boleh kosong.", "Por exemplo, um cabo ou caixa; pode ficar vazio.");
    public static readonly Word Name = new("Group", "Grup", "Grupo");
    public static readonly Word Of = new("Group of", "Grup dari", "Grupo de");
    public static readonly Word Onus = new("ONUs", "ONU", "ONUs");
    public static readonly Word Accounts = new("PPP accounts", "Akun PPP", "Contas PPP");
    public static readonly Word Splitter = new("They hang on one splitter", "Semua pada satu splitter", "Estão em um mesmo splitter");
    public static readonly Word SplitterHint = new("Messages name it when all of its ONUs are down.", "Pesan menyebutnya bila semua ONU-nya mati.", "As mensagens o citam quando todas as suas ONUs caem.");
    public static readonly Word Rule = new("Rule", "Aturan", "Regra");
    public static readonly Word RuleHint = new("device=olt-1 pon=0/3 name=PEL-*: all must hold, * stands for anything. Empty: only the list.", "device=olt-1 pon=0/3 name=PEL-*: semua harus cocok, * berarti apa saja. Kosong: hanya daftar.", "device=olt-1 pon=0/3 name=PEL-*: tudo deve valer, * é qualquer coisa. Vazio: só a lista.");
    public static readonly Word Members = new("Members, one a line", "Anggota, satu per baris", "Membros, um por linha");
    public static readonly Word MembersHint = new("MAC, serial, 0/3:17 or account; the device and a blank before it if it matters.", "MAC, serial, 0/3:17 atau akun; didahului perangkat dan spasi bila perlu.", "MAC, serial, 0/3:17 ou conta; antes dele o equipamento e um espaço, se importar.");
    public static readonly Word Offline = new("{0} of {1} offline", "{0} dari {1} offline", "{0} de {1} offline");
    public static readonly Word Empty = new("nobody known in it", "tidak ada yang dikenal", "ninguém conhecido nele");
    public static readonly Word Missing = new("In the list, and no device tells of them: {0}", "Ada di daftar, tetapi tidak dikenal perangkat mana pun: {0}", "Na lista, e nenhum equipamento os conhece: {0}");
    public static readonly Word Change = new("Change", "Ubah", "Alterar");
    public static readonly Word BadMember = new("\"{0}\" cannot be a member.", "\"{0}\" tidak bisa menjadi anggota.", "\"{0}\" não pode ser membro.");
    public static readonly Word Legend = new("Colours", "Warna", "Cores");
    public static readonly Word LookGood = new("none offline", "tidak ada yang offline", "nenhum offline");
    public static readonly Word LookSome = new("less than half", "kurang dari separuh", "menos da metade");
    public static readonly Word LookHalf = new("half", "separuh", "metade");
    public static readonly Word LookBad = new("more than half", "lebih dari separuh", "mais da metade");
    public static readonly Word LookAll = new("all", "semua", "todos");

    public static readonly Word Arrange = new("Who is in which group", "Siapa di grup mana", "Quem está em qual grupo");
    public static readonly Word ArrangeWhy = new(
        "Mark people on one side and move them to the other, or drag them: across, or onto a group below.", "Tandai di satu sisi lalu pindahkan, atau seret: ke seberang, atau ke grup di bawah.",
        "Marque de um lado e mova para o outro, ou arraste: para o lado, ou sobre um grupo abaixo.");
    public static readonly Word LeftPane = new("On the left", "Di kiri", "À esquerda");
    public static readonly Word RightPane = new("On the right", "Di kanan", "À direita");
    public static readonly Word InNone = new("in no group", "tanpa grup", "em nenhum grupo");
    public static readonly Word Everybody = new("everybody", "semua", "todos");
    public static readonly Word Filter = new("Name or number", "Nama atau nomor", "Nome ou número");
    public static readonly Word Show = new("Show", "Tampilkan", "Mostrar");
    public static readonly Word SomeOf = new("{0} of {1} shown: look for a name", "{0} dari {1} ditampilkan: cari nama", "{0} de {1} mostrados: busque um nome");
    public static readonly Word ToRight = new("To the right", "Ke kanan", "Para a direita");
    public static readonly Word ToLeft = new("To the left", "Ke kiri", "Para a esquerda");
    public static readonly Word Into = new("Into another group", "Ke grup lain", "Para outro grupo");
    public static readonly Word NoneHere = new("There is no group of these at this site.", "Belum ada grup semacam ini di lokasi ini.", "Não há grupos destes neste local.");
    public static readonly Word NobodyMarked = new("Nobody is marked: mark whom you want to move first.", "Belum ada yang ditandai: tandai dulu siapa yang dipindah.", "Ninguém marcado: marque antes quem quer mover.");
    public static readonly Word Gone = new("Somebody or some group is not there any more; nothing was moved. Look again, and move them then.", "Ada pelanggan atau grup yang sudah tidak ada; tidak ada yang dipindah. Periksa lagi lalu pindahkan.", "Alguém ou algum grupo não existe mais; nada foi movido. Veja de novo e então mova.");
    public static readonly Word Nowhere = new("There is no group to move them between: choose one on either side.", "Tidak ada grup asal atau tujuan: pilih di salah satu sisi.", "Não há grupo de origem ou destino: escolha um em um dos lados.");
    public static readonly Word Moved = new("{0} moved to {1}.", "{0} dipindah ke {1}.", "{0} movidos para {1}.");
    public static readonly Word TakenOut = new("{0} taken out.{1}", "{0} dikeluarkan.{1}", "{0} retirados.{1}");
    public static readonly Word StayByRule = new("{0} moved; {1} stay where they were, too, because that group's rule names them.", "{0} dipindah; {1} tetap juga di tempat semula karena aturan grup itu menyebutnya.", "{0} movidos; {1} também ficam onde estavam, pois a regra daquele grupo os cita.");
    public static readonly Word Matches = new("{0} now: {1}", "{0} saat ini: {1}", "{0} agora: {1}");

    public static Word OfLook(string look) => look switch { "good" => LookGood, "some" => LookSome, "half" => LookHalf, "bad" => LookBad, "all" => LookAll, _ => Empty };

    public static Word OfState(string state) => state switch
    {
        "online" => OverviewText.Up,
        "power_off" => OverviewText.PowerOff,
        "disabled" => new("disabled", "dinonaktifkan", "desativada"),
        "unknown" => OverviewText.Unknown,
        _ => OverviewText.Down,
    };
}
