namespace EdgeNoc.Collector.Web.Text;

/// <summary>Lists that are taken over.</summary>
internal static class ImportWords
{
    public static readonly Word Title = new("Import ONTs into {0}", "Impor ONT ke {0}", "Importar ONTs para {0}");
    public static readonly Word File = new("A list as CSV or JSON, up to 64 MB", "Daftar CSV atau JSON, sampai 64 MB", "Uma lista em CSV ou JSON, até 64 MB");
    public static readonly Word FileHint = new(
        "Columns: id, name, location, address (ip), latitude, longitude; the names that other systems give them are known too. What is already there is changed by its id, and nothing is removed.",
        "Kolom: id, nama, lokasi, ip, latitude, longitude; nama dari sistem lain juga dikenal. Yang sudah ada diubah menurut id, dan tidak ada yang dihapus.",
        "Colunas: id, nome, local, ip, latitude, longitude; os nomes de outros sistemas também são conhecidos. O que já existe é alterado pelo id, e nada é removido.");
    public static readonly Word Group = new("Group of the new ones", "Grup untuk yang baru", "Grupo das novas");
    public static readonly Word Look = new("Look at it", "Periksa", "Examinar");
    public static readonly Word Take = new("Take what is good", "Ambil yang baik", "Aceitar o que está bom");
    public static readonly Word Reading = new("It is being read …", "Sedang dibaca …", "Lendo …");
    public static readonly Word NoFile = new("Choose a file first.", "Pilih berkas dulu.", "Escolha um arquivo primeiro.");
    public static readonly Word Would = new("{0} new, {1} changed, {2} the same; {3} refused, {4} worth a look. Nothing is taken yet.", "{0} baru, {1} berubah, {2} sama; {3} ditolak, {4} perlu dilihat. Belum ada yang diambil.", "{0} novas, {1} alteradas, {2} iguais; {3} recusadas, {4} a conferir. Nada foi aceito ainda.");
    public static readonly Word Done = new("Taken: {0} new, {1} changed; {2} were the same; {3} refused, {4} worth a look.", "Diambil: {0} baru, {1} berubah; {2} sama; {3} ditolak, {4} perlu dilihat.", "Aceitas: {0} novas, {1} alteradas; {2} eram iguais; {3} recusadas, {4} a conferir.");
    public static readonly Word Line = new("Line", "Baris", "Linha");
    public static readonly Word What = new("What stands there", "Yang tertulis", "O que está lá");
    public static readonly Word Remedy = new("What to do", "Yang harus dilakukan", "O que fazer");
    public static readonly Word FirstOnes = new("The first {0} are shown.", "Ditampilkan {0} pertama.", "São mostrados os primeiros {0}.");
    public static readonly Word Refused = new("refused", "ditolak", "recusada");
    public static readonly Word Remark = new("look", "lihat", "confira");
}
