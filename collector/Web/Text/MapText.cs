namespace EdgeNoc.Collector.Web.Text;

/// <summary>The map.</summary>
internal static class MapText
{
    public static readonly Word Map = new("Map", "Peta", "Mapa");
    public static readonly Word Search = new("Search on the map", "Cari di peta", "Buscar no mapa");
    public static readonly Word Fit = new("Show all", "Tampilkan semua", "Mostrar tudo");
    public static readonly Word Following = new("The map follows; it stops when you move it.", "Peta mengikuti; berhenti bila Anda geser.", "O mapa acompanha; para quando você o move.");
    public static readonly Word Legend = new("Legend", "Legenda", "Legenda");
    public static readonly Word Site = new("Site", "Lokasi", "Local");
    public static readonly Word Ont = new("ONT", "ONT", "ONT");
    public static readonly Word Onu = new("ONU", "ONU", "ONU");
    public static readonly Word Trouble = new("Open incidents", "Ada insiden", "Com incidentes");
    public static readonly Word Stale = new("Site silent", "Lokasi diam", "Local mudo");
    public static readonly Word CategoryHint = new("Such as home, office, school; the map has a colour for each.", "Misalnya rumah, kantor, sekolah; peta memberi warna tiap kategori.", "Por exemplo casa, escritório, escola; o mapa dá uma cor a cada um.");
    public static readonly Word OnMap = new("Choose it on the map", "Pilih di peta", "Escolher no mapa");
    public static readonly Word Here = new("Where I am now", "Di posisi saya", "Onde estou agora");
    public static readonly Word PlaceSome = new("Place something", "Letakkan sesuatu", "Colocar algo");
    public static readonly Word PlaceSearch = new("ONU or ONT: name, position", "ONU atau ONT: nama, posisi", "ONU ou ONT: nome, posição");
    public static readonly Word PlaceHow = new("Choose one, then click on the map where it stands. Without a mouse: move the map with the arrow keys and use the button.", "Pilih satu, lalu klik di peta tempatnya. Tanpa tetikus: geser peta dengan tombol panah lalu pakai tombol ini.", "Escolha um e clique no mapa onde fica. Sem mouse: mova o mapa com as setas e use o botão.");
    public static readonly Word PlaceMiddle = new("In the middle of the map", "Di tengah peta", "No meio do mapa");
    public static readonly Word Placed = new("Placed", "Diletakkan", "Colocado");
    public static readonly Word NotPlaced = new("It could not be placed", "Tidak dapat diletakkan", "Não pôde ser colocado");
    public static readonly Word HasPlace = new("stands somewhere already", "sudah punya tempat", "já tem lugar");
    public static readonly Word NoneFound = new("Nothing of that name.", "Tidak ada nama itu.", "Nada com esse nome.");
    public static readonly Word Category = new("Category", "Kategori", "Categoria");
    public static readonly Word NoCategory = new("without a category", "tanpa kategori", "sem categoria");
    public static readonly Word Empty = new(
        "Nothing has a place yet. Give sites and ONTs their coordinates in the inventory, or ONUs on their own page.",
        "Belum ada yang punya tempat. Isi koordinat lokasi dan ONT di inventaris, atau ONU di halamannya.",
        "Nada tem lugar ainda. Dê coordenadas a locais e ONTs no inventário, ou às ONUs na página delas.");
    public static readonly Word Nowhere = new("{0} have no place.", "{0} tanpa tempat.", "{0} sem lugar.");
    public static readonly Word NoScript = new("The map needs its library, and this collector was built without it.", "Peta perlu pustakanya, dan collector ini dibangun tanpanya.", "O mapa precisa de sua biblioteca, e este coletor foi construído sem ela.");
    public static readonly Word NoTiles = new("Without a background: no tile server is configured (\"map\": {{\"tiles\": …}} in collector.json).", "Tanpa latar: server ubin belum diatur (\"map\": {{\"tiles\": …}} di collector.json).", "Sem fundo: nenhum servidor de blocos configurado (\"map\": {{\"tiles\": …}} em collector.json).");
    public static readonly Word Out = new("Out of service or in trouble", "Tanpa layanan atau bermasalah", "Fora de serviço ou com problemas");
    public static readonly Word NobodyOut = new("Nobody.", "Tidak ada.", "Ninguém.");
    public static readonly Word PlaceIt = new("Place on the map", "Letakkan di peta", "Colocar no mapa");
    public static readonly Word Since = new("since", "sejak", "desde");

    public static Word OfStatus(string status) => status switch
    {
        "up" => OverviewText.Up,
        "weak" => OverviewText.Weak,
        "down" => OverviewText.Down,
        "power_off" => OverviewText.PowerOff,
        "trouble" => Trouble,
        "stale" => Stale,
        _ => OverviewText.Unknown,
    };
}
