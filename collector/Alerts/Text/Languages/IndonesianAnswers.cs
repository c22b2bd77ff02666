namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class Indonesian
{
    private static ReplyWords Replies => new()
    {
        AcknowledgeButton = "✅ Tangani",
        MuteButton = "🔕 1 jam",
        DetailButton = "📋 Detail",
        Acknowledged = (incident, who) => $"{incident}: ditangani {who}. Yang lain tidak dihubungi lagi",
        AcknowledgedAlready = (incident, who) => $"{incident}: sudah ditangani {who}",
        Unacknowledged = incident => $"{incident}: tidak lagi ditangani siapa pun",
        Muted = (incident, until) => $"{incident}: disenyapkan sampai {until}",
        MaintenanceBegun = (place, until, number) => $"{place}: pemeliharaan sampai {until} (nomor {number})",
        MaintenanceEnded = place => $"{place}: pemeliharaan selesai",
        NoSuchIncident = incident => $"Tidak ada insiden {incident}",
        IncidentOver = incident => $"{incident} sudah selesai",
        NoSuchSite = name => $"Tidak ada lokasi atau perangkat {name}",
        NothingFound = name => $"Tidak ditemukan apa pun untuk {name}",
        NotAllowed = "Peran Anda tidak mengizinkan ini: hubungi administrator",
        MuteTooLong = minutes => $"Insiden kritis hanya dapat disenyapkan paling lama {minutes} menit dari sini",
        MachineApproved = site => $"{site}: berlanjut di mesin barunya dalam setengah menit",
        MachineKnown = site => $"{site}: kartunya ada di mesin yang sudah dikenal; tidak ada yang perlu disetujui",
        NotUnderstood = "Perintah tidak dimengerti",
        NoIncidents = "Tidak ada insiden terbuka",
        OpenIncidents = n => $"{N(n)} insiden terbuka",
        Help = "ack 17\nmute 17 60\ndetail 17\nstatus OLT\nmaint LOKASI [olt-1|0/3] 120\ncek NAMA, MAC, user PPPoE, IP atau 0/3:17\nwho",
    };

    private static ReportWords Reports => new()
    {
        Hourly = "LAPORAN STATUS PER JAM",
        Daily = "LAPORAN STATUS HARIAN",
        Time = "Waktu laporan",
        Overview = "RINGKASAN JARINGAN",
        TotalOlt = "Total OLT",
        TotalOnu = "Total ONU",
        Online = "Online",
        Problems = "Masalah",
        Unknown = "Tidak diketahui",
        Routers = "ROUTER",
        Health = "KESEHATAN JARINGAN",
        AverageTemperature = "Suhu rata-rata",
        AverageRx = "RX rata-rata",
        Uptime = "Ketersediaan",
        NoDataSince = clock => $"tidak ada data sejak {clock}",
        NoDataYet = "belum ada data",
        OnlineOf = (online, total, percent) => $"{online}/{total} online ({percent})",
        ProblemCount = n => $"{N(n)} masalah",
        UnknownCount = n => $"{N(n)} tidak diketahui",
        NothingKnown = "belum ada OLT yang mengirim daftar",
        MoreOlts = n => $"+{N(n)} OLT lainnya, semuanya baik",
        OpenIncidents = "INSIDEN TERBUKA",
        NoIncidents = "Tidak ada insiden terbuka",
        IncidentsOfTheDay = (begun, ended) => $"24 jam terakhir: {N(begun)} insiden mulai, {N(ended)} selesai",
        OnusDown = n => $"{N(n)} ONU mati",
        WeakestRx = n => $"RX lemah, {N(n)} terburuk",
        OnuChanges = (added, replaced, removed) => $"ONU: {N(added)} baru, {N(replaced)} diganti, {N(removed)} dihapus",
        Alive = clock => $"EdgeNoc hidup, {clock}",
        Sites = (online, dark) => dark == 0 ? $"{N(online)} lokasi online" : $"{N(online)} lokasi online, {N(dark)} gelap",
        Incidents = n => $"{N(n)} insiden terbuka",
        MessagesSent = n => $"{N(n)} pesan terkirim dalam 24 jam",
    };
}
