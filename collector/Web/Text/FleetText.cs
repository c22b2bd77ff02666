namespace EdgeNoc.Collector.Web.Text;

/// <summary>The fleet's page: agents, and the collector itself.</summary>
internal static class FleetText
{
    public static readonly Word Fleet = new("Fleet", "Armada", "Frota");
    public static readonly Word Agents = new("Agents", "Agen", "Agentes");
    public static readonly Word NoAgents = new("No site has spoken yet. Make one in the inventory, then enrol its machine.", "Belum ada lokasi yang melapor. Buat di inventaris, lalu daftarkan mesinnya.", "Nenhum local falou ainda. Crie um no inventário e registre sua máquina.");
    public static readonly Word Version = new("Version", "Versi", "Versão");
    public static readonly Word Config = new("Config", "Konfigurasi", "Configuração");
    public static readonly Word Waiting = new("Waits to be sent", "Menunggu dikirim", "Aguarda envio");
    public static readonly Word Oldest = new("{0}, the oldest {1}", "{0}, tertua {1}", "{0}, a mais antiga {1}");
    public static readonly Word Seen = new("Seen", "Terlihat", "Visto");
    public static readonly Word Check = new("Check it", "Periksa", "Verificar");
    public static readonly Word Off = new("{0} ms off", "meleset {0} ms", "{0} ms de diferença");
    public static readonly Word Collector = new("The collector", "Kolektor", "O coletor");
    public static readonly Word RunsSince = new("Runs since", "Berjalan sejak", "Em execução desde");
    public static readonly Word Part = new("Part", "Bagian", "Parte");
    public static readonly Word Well = new("well", "baik", "bem");
    public static readonly Word NotWell = new("not well", "bermasalah", "com problema");
    public static readonly Word Detail = new("What is so", "Keterangan", "Situação");
    public static readonly Word Points = new("Lines stored", "Baris tersimpan", "Linhas gravadas");
    public static readonly Word Batches = new("Bodies stored", "Paket tersimpan", "Lotes gravados");
    public static readonly Word Refused = new("Lines put aside", "Baris disisihkan", "Linhas recusadas");
    public static readonly Word Dropped = new("Messages without room", "Pesan tak tertampung", "Mensagens sem espaço");
    public static readonly Word Queue = new("Messages that wait", "Pesan menunggu", "Mensagens na fila");
    public static readonly Word Viewers = new("Who looks live", "Penonton langsung", "Vendo ao vivo");
    public static readonly Word Memory = new("Memory, MB", "Memori, MB", "Memória, MB");

    private static readonly Word AsWanted = new("as wanted", "sesuai", "como desejada");
    private static readonly Word Pending = new("on its way", "sedang dikirim", "a caminho");
    private static readonly Word Failed = new("failed", "gagal", "falhou");
    private static readonly Word Local = new("made at the POP", "dibuat di POP", "feita no POP");
    private static readonly Word NotTaken = new("refused", "ditolak", "recusada");
    private static readonly Word Unknown = new("not known", "tidak diketahui", "desconhecida");
    private static readonly Word None = new("none", "tidak ada", "nenhuma");

    /// <summary>How a site's config stands.</summary>
    public static Word OfConfig(string state) => state switch
    {
        "as_wanted" => AsWanted,
        "pending" => Pending,
        "failed" => Failed,
        "local" => Local,
        "refused" => NotTaken,
        "none" => None,
        _ => Unknown,
    };
}
