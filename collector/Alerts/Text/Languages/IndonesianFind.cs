namespace EdgeNoc.Collector.Alerts.Text.Languages;

internal static partial class Indonesian
{
    private static FindWords Find => new()
    {
        SiteSilent = clock => $"lokasinya diam sejak {clock}; keterangan lain per waktu itu",
        GoneSince = clock => $"tidak terlihat oleh OLT mana pun sejak {clock}",
        OnuOff = since => since is null ? "ONU mati" : $"ONU mati sejak {since}",
        OnuLost = since => since is null ? "ONU hilang" : $"ONU hilang sejak {since}",
        OnuUp = "ONU hidup",
        Gasp = "dying gasp",
        OthersUp = n => $"{N(n)} lainnya hidup",
        CustomersPower = "listrik pelanggan",
        OwnLine = "kabel drop, konektor, atau ONU pelanggan itu sendiri",
        WholePon = n => $"semua {N(n)} ONU lain di PON itu juga mati",
        PartOf = incident => $"bagian dari insiden {incident}",
        SwitchedOff = "dimatikan di OLT",
        Loop = "loop di pelanggan: cabut kabel yang menghubungkan dua portnya",
        Refused = "OLT menolak ONU: periksa registrasinya",
        OnuUnknown = "OLT tidak melaporkan keadaan ONU",
        NoOnu = "ONU-nya tidak dikenal OLT mana pun",
        GoodLight = rx => $"optik baik (RX {rx})",
        WeakLight = rx => $"RX {rx} lemah",
        Median = rx => $"median 7 hari {rx}",
        Disabled = "akun PPPoE dinonaktifkan",
        Online = (service, since) => since is null ? $"{service} online" : $"{service} online sejak {since}",
        AccountOffline = "PPPoE offline",
        NotLoggedIn = "router pelanggan, kabelnya, atau kata sandinya",
        LoggedOut = text => $"terakhir keluar {text}",
        Leased = address => $"memakai alamat {address}",
        LeaseUnused = address => $"alamat {address} disediakan, tetapi tidak dipakai",
        Several = n => $"{n} ditemukan",
        BeMoreExact = "Tulis lebih tepat: nama lengkap, MAC, user, IP atau LOKASI OLT 0/3:17",
    };

    private static CommandWords Commands => new()
    {
        WhichIncident = "Insiden yang mana? Tulis nomornya, atau balas pesannya",
        HowLong = "Berapa menit? maint LOKASI [olt-1|0/3] 120",
        AtMost = length => $"Paling lama {length}",
        DidYouMean = names => $"Maksudnya {names}?",
        CriticalsAgain = clock => $"Dari sini, yang kritis hanya disenyapkan sampai {clock}",
        OnCall = (what, who) => $"Piket ({what}): {who}",
        NobodyOnCall = "Tidak ada yang piket",
        NobodyHasIt = "belum ada yang menangani",
        TooLate = "Pesan ini datang terlambat dan tidak dijalankan: kirim lagi",
    };
}
