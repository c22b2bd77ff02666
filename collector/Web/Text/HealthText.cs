namespace EdgeNoc.Collector.Web.Text;

/// <summary>How the collector itself does.</summary>
internal static class HealthText
{
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
}
