namespace EdgeNoc.Collector.Web.Text;

/// <summary>Light and how it goes.</summary>
internal static class OpticText
{
    public static readonly Word Optics = new("Weakest light", "Sinyal terlemah", "Sinal mais fraco");
    public static readonly Word Change7 = new("7 days dB", "7 hari dB", "7 dias dB");
    public static readonly Word Change30 = new("30 days dB", "30 hari dB", "30 dias dB");
    public static readonly Word Slope = new("dB a week", "dB per minggu", "dB por semana");
    public static readonly Word WeakIn = new("Weak in days", "Lemah dalam hari", "Fraco em dias");
    public static readonly Word Weak = new("weak now", "sudah lemah", "já fraco");
    public static readonly Word Pon = new("PON", "PON", "PON");
    public static readonly Word Category = new("Category", "Kategori", "Categoria");
    public static readonly Word Order = new("First", "Urutan", "Primeiro");
    public static readonly Word ByRx = new("the weakest", "terlemah", "os mais fracos");
    public static readonly Word BySlope = new("falling fastest", "turun tercepat", "os que mais caem");
    public static readonly Word BySoon = new("weak soonest", "segera lemah", "fracos em breve");
    public static readonly Word None = new("No ONU that is online and matches tells its light.", "Tidak ada ONU online yang cocok dan melaporkan dayanya.", "Nenhuma ONU no ar e correspondente informa sua potência.");
    public static readonly Word Hint = new(
        "The {0} weakest of {1} that match; weak is {2} dBm and less. A trend needs five days.",
        "{0} terlemah dari {1} yang cocok; lemah berarti {2} dBm atau kurang. Tren perlu lima hari.",
        "As {0} mais fracas de {1} correspondentes; fraco é {2} dBm ou menos. Uma tendência exige cinco dias.");

    public static Word OfOrder(string order) => order switch { "slope" => BySlope, "soon" => BySoon, _ => ByRx };
}
