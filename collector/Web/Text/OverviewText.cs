namespace EdgeNoc.Collector.Web.Text;

/// <summary>Sites, their figures, devices and ONUs.</summary>
internal static class OverviewText
{
    public static readonly Word Sites = new("Sites", "Lokasi", "Locais");
    public static readonly Word Site = new("Site", "Lokasi", "Local");
    public static readonly Word State = new("State", "Status", "Estado");
    public static readonly Word Online = new("online", "online", "online");
    public static readonly Word Offline = new("offline", "offline", "offline");
    public static readonly Word Stopped = new("stopped", "dihentikan", "parado");
    public static readonly Word Unknown = new("not heard of yet", "belum terdengar", "ainda sem notícia");
    public static readonly Word SilentSites = new("Silent sites", "Lokasi diam", "Locais sem sinal");
    public static readonly Word Buffering = new("Buffering", "Menyangga", "Acumulando");
    public static readonly Word BufferingTitle = new("Data waits at the agent: its link is down, slow, or it catches up", "Data menunggu di agent: tautan putus, lambat, atau sedang menyusul", "Dados esperam no agente: enlace caído, lento, ou está recuperando");
    public static readonly Word Devices = new("Devices", "Perangkat", "Equipamentos");
    public static readonly Word Device = new("Device", "Perangkat", "Equipamento");
    public static readonly Word DevicesDown = new("Devices down", "Perangkat mati", "Equipamentos fora");
    public static readonly Word Onts = new("Terminals", "Terminal", "Terminais");
    public static readonly Word OntsDown = new("Terminals down", "Terminal mati", "Terminais fora");
    public static readonly Word Onus = new("ONUs", "ONU", "ONUs");
    public static readonly Word Up = new("Up", "Hidup", "No ar");
    public static readonly Word Down = new("Down", "Mati", "Fora");
    public static readonly Word PowerOff = new("Power off", "Listrik padam", "Sem energia");
    public static readonly Word Weak = new("Weak light", "Sinyal lemah", "Sinal fraco");
    public static readonly Word Sessions = new("Sessions", "Sesi", "Sessões");
    public static readonly Word Peak = new("Peak 24 h", "Puncak 24 jam", "Pico 24 h");
    public static readonly Word Incidents = new("Open incidents", "Insiden terbuka", "Incidentes abertos");
    public static readonly Word Unacked = new("Nobody has them", "Belum ada yang pegang", "Sem responsável");
    public static readonly Word NoIncidents = new("Nothing is wrong now.", "Tidak ada gangguan.", "Nada errado agora.");
    public static readonly Word NoSites = new(
        "No site has spoken yet. Make a claim for one with: edgenoc-collector site claim ID, or start an agent at this broker.",
        "Belum ada lokasi. Buat klaim dengan: edgenoc-collector site claim ID, atau jalankan agent pada broker ini.",
        "Nenhum local falou ainda. Crie um com: edgenoc-collector site claim ID, ou inicie um agente neste broker.");
    public static readonly Word AsOf = new("figures as of", "angka per", "dados de");
    public static readonly Word Worst = new("Severity", "Tingkat", "Gravidade");
    public static readonly Word What = new("What", "Apa", "O quê");
    public static readonly Word Who = new("Who has it", "Dipegang", "Responsável");
    public static readonly Word Kind = new("Kind", "Jenis", "Tipo");
    public static readonly Word Answer = new("Answer", "Jawaban", "Resposta");
    public static readonly Word Cpu = new("CPU", "CPU", "CPU");
    public static readonly Word Temperature = new("Temperature", "Suhu", "Temperatura");
    public static readonly Word Uptime = new("Up for", "Hidup selama", "No ar há");
    public static readonly Word NotPolled = new("not polled yet", "belum dipoll", "ainda não consultado");
    public static readonly Word Events = new("Events", "Kejadian", "Eventos");
    public static readonly Word NoEvents = new("None in the last 30 days.", "Tidak ada dalam 30 hari.", "Nenhum nos últimos 30 dias.");
    public static readonly Word Began = new("Began", "Mulai", "Início");
    public static readonly Word Ended = new("Ended", "Selesai", "Fim");
    public static readonly Word Lasted = new("Lasted", "Lama", "Duração");
    public static readonly Word Standing = new("ongoing", "masih", "continua");
    public static readonly Word History = new("History", "Riwayat", "Histórico");
    public static readonly Word Agent = new("Agent", "Agent", "Agente");
    public static readonly Word Version = new("Version", "Versi", "Versão");
    public static readonly Word Uplink = new("Uplink", "Uplink", "Uplink");
    public static readonly Word Clock = new("Clock", "Jam", "Relógio");
    public static readonly Word Position = new("Position", "Posisi", "Posição");
    public static readonly Word Name = new("Name", "Nama", "Nome");
    public static readonly Word Mac = new("MAC", "MAC", "MAC");
    public static readonly Word Serial = new("Serial", "Serial", "Serial");
    public static readonly Word Rx = new("RX dBm", "RX dBm", "RX dBm");
    public static readonly Word Distance = new("Distance m", "Jarak m", "Distância m");
    public static readonly Word Reason = new("Reason", "Penyebab", "Motivo");
    public static readonly Word Found = new("Found", "Ditemukan", "Encontrado");
    public static readonly Word ChartRx = new("Light received (dBm)", "Daya terima (dBm)", "Potência recebida (dBm)");
    public static readonly Word ChartUp = new("Up", "Hidup", "No ar");
    public static readonly Word ChartOnline = new("ONUs online", "ONU online", "ONUs online");
    public static readonly Word ChartOffline = new("ONUs offline", "ONU offline", "ONUs offline");
    public static readonly Word ChartSessions = new("Sessions", "Sesi", "Sessões");
    public static readonly Word ChartRtt = new("Answer (ms)", "Jawaban (ms)", "Resposta (ms)");
    public static readonly Word ChartCpu = new("CPU (%)", "CPU (%)", "CPU (%)");
    public static readonly Word ChartTemp = new("Temperature (°C)", "Suhu (°C)", "Temperatura (°C)");
    public static readonly Word ChartEmpty = new("Nothing was measured in this time.", "Tidak ada pengukuran pada waktu ini.", "Nada foi medido neste período.");
    public static readonly Word ChartDown = new(
        "The database of measurements (InfluxDB) does not answer: the history cannot be shown now. What is live above is right.",
        "Basis data pengukuran (InfluxDB) tidak menjawab: riwayat tidak dapat ditampilkan. Data langsung di atas tetap benar.",
        "O banco de medições (InfluxDB) não responde: o histórico não pode ser mostrado agora. O que está ao vivo acima está certo.");
    public static readonly Word Hours6 = new("6 hours", "6 jam", "6 horas");
    public static readonly Word Hours24 = new("24 hours", "24 jam", "24 horas");
    public static readonly Word Days7 = new("7 days", "7 hari", "7 dias");
    public static readonly Word Days30 = new("30 days", "30 hari", "30 dias");
    public static readonly Word Loop = new("loop", "loop", "loop");
    public static readonly Word AuthFailed = new("refused", "ditolak", "recusada");

    /// <summary>A site's state.</summary>
    public static Word OfState(string state) => state switch { "online" => Online, "offline" => Offline, "stopped" => Stopped, _ => Unknown };

    /// <summary>An ONU's status.</summary>
    public static Word OfStatus(string status) => status switch
    {
        "up" => Up,
        "power_off" => PowerOff,
        "los" => new("LOS", "LOS", "LOS"),
        "loop" => Loop,
        "auth_failed" => AuthFailed,
        "down" => Down,
        _ => new("unknown", "tidak diketahui", "desconhecido"),
    };
}
