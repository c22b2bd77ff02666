namespace EdgeNoc.Collector.Web.Text;

/// <summary>Ports, what they carry, and who carries most.</summary>
internal static class TrafficText
{
    public static readonly Word Interfaces = new("Interfaces", "Antarmuka", "Interfaces");
    public static readonly Word Interface = new("Interface", "Antarmuka", "Interface");
    public static readonly Word Port = new("port", "port", "porta");
    public static readonly Word Pon = new("PON", "PON", "PON");
    public static readonly Word Speed = new("Speed", "Kecepatan", "Velocidade");
    public static readonly Word Rx = new("In", "Masuk", "Entrada");
    public static readonly Word Tx = new("Out", "Keluar", "Saída");
    public static readonly Word Util = new("Used %", "Terpakai %", "Uso %");
    public static readonly Word Errors = new("Errors", "Galat", "Erros");
    public static readonly Word Drops = new("Discards", "Dibuang", "Descartes");
    public static readonly Word LinkDowns = new("Link lost", "Tautan putus", "Quedas do enlace");
    public static readonly Word Since = new("State since", "Keadaan sejak", "Estado desde");
    public static readonly Word Silent = new("not heard", "tidak terdengar", "sem notícia");
    public static readonly Word NotTold = new("not told", "tidak diberitahu", "não informado");
    public static readonly Word ChartTraffic = new("Traffic (Mbit/s)", "Trafik (Mbit/s)", "Tráfego (Mbit/s)");
    public static readonly Word ChartUtil = new("Used (%)", "Terpakai (%)", "Uso (%)");
    public static readonly Word ChartErrors = new("Errors", "Galat", "Erros");
    public static readonly Word ChartRxErrors = new("Errors in", "Galat masuk", "Erros de entrada");
    public static readonly Word ChartTxErrors = new("Errors out", "Galat keluar", "Erros de saída");
    public static readonly Word ChartOptic = new("Light (dBm)", "Daya optik (dBm)", "Potência óptica (dBm)");
    public static readonly Word ChartTx = new("Light sent (dBm)", "Daya kirim (dBm)", "Potência enviada (dBm)");
    public static readonly Word Talkers = new("Top talkers", "Pemakai terbesar", "Maiores consumidores");
    public static readonly Word TalkersNone = new("Nothing was carried in this time, or nobody measured it.", "Tidak ada trafik pada waktu ini, atau tidak diukur.", "Não houve tráfego neste período, ou ninguém mediu.");
    public static readonly Word Pons = new("PONs", "PON", "PONs");
    public static readonly Word Hour = new("the last hour", "satu jam terakhir", "última hora");
    public static readonly Word Day = new("the last 24 hours", "24 jam terakhir", "últimas 24 horas");
    public static readonly Word Month = new("the last 30 days", "30 hari terakhir", "últimos 30 dias");
    public static readonly Word Mean = new("On average", "Rata-rata", "Média");
    public static readonly Word Peak = new("Peak", "Puncak", "Pico");
    public static readonly Word Share = new("Against the first", "Dibanding yang pertama", "Em relação ao primeiro");
    public static readonly Word ShareHint = new(
        "Routers count bytes by session: of one that began before, the share of its time counts.",
        "Router menghitung byte per sesi: untuk sesi yang mulai sebelumnya dihitung menurut porsi waktunya.",
        "Os roteadores contam bytes por sessão: de uma iniciada antes, conta a parte do seu tempo.");

    /// <summary>A kind of talkers.</summary>
    public static Word OfTalkers(string kind) => kind switch { "interfaces" => Interfaces, "pons" => Pons, "queues" => RouterText.Queues, "ppp" => AnalyticsText.Ppp, _ => AnalyticsText.Hotspot };

    public static Word OfStretch(string stretch) => stretch switch { "hour" => Hour, "day" => Day, _ => Month };

    /// <summary>The state of a port.</summary>
    public static Word OfState(string state) => state switch { "up" => OverviewText.Up, "down" => OverviewText.Down, "silent" => Silent, _ => NotTold };

    public static Word OfKind(string kind) => kind == "pon" ? Pon : Port;
}
