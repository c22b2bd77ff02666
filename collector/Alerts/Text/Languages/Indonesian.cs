using System.Globalization;

namespace EdgeNoc.Collector.Alerts.Text.Languages;

/// <summary>Indonesian, as technicians of an ISP write it: ONU, PON, OLT, RX, dying gasp and LOS stay as they are.</summary>
internal static partial class Indonesian
{
    private static readonly NumberFormatInfo Numbers = new() { NumberGroupSeparator = ".", NumberDecimalSeparator = "," };

    public static Language Language { get; } = new()
    {
        Code = "id",
        Numbers = Numbers,
        Durations = new(" dtk", " mnt", " jam", " hari"),
        Catalogue = Catalogue,
        Messages = Messages,
        Offline = Offline,
        Recovery = Recovery,
        Maintenance = Maintenance,
        Replies = Replies,
        Commands = Commands,
        Find = Find,
        Reports = Reports,
    };

    private static MessageWords Messages => new()
    {
        Title = "PERINGATAN STATUS MULTI-OLT",
        Time = "Waktu",
        Severity = "Tingkat",
        Priority = "Prioritas",
        TotalOlt = "Total OLT dipantau",
        Status = "Status",
        Reason = "Alasan",
        Distance = "Jarak",
        Temperature = "Suhu",
        Detected = "GANGGUAN TERDETEKSI",
        NewDetected = "GANGGUAN BARU TERDETEKSI",
        CountDown = "MATI",
        CountPowerOff = "LISTRIK PADAM",
        NotAcknowledged = "belum ditangani",
        Problems = n => $"{N(n)} total masalah",
        More = n => $"+{N(n)} lainnya",
        MoreAlerts = n => $"{N(n)} gangguan lain",
        OnPons = n => $"di {N(n)} PON",
        OnDevices = n => $"di {N(n)} perangkat",
        DownOf = (down, total) => $"{N(down)}/{N(total)} mati",
        OffOf = (off, total) => total == 0 ? $"{N(off)} ONU padam" : $"{N(off)}/{N(total)} ONU padam",
        OnusDown = n => $"{N(n)} ONU mati",
        Since = clock => $"sejak {clock}",
        CutBetween = (kept, lost) => $"putus di antara {kept} m dan {lost} m dari OLT",
        LostFrom = lost => $"semua yang mati berjarak {lost} m atau lebih dari OLT",
        Gasps = (gasps, others) => $"{N(gasps)} dengan dying gasp, {N(others)} tanpa",
        UpdateAt = clock => $"Kabar terbaru {clock}",
        CameBack = n => $"{N(n)} sudah kembali",
        Unanswered = (open, answer) => $"Sudah {open} dan belum ada yang menangani: balas {answer}",
        HasIt = name => $"ditangani {name}",
        ClockSlow = by => $"Jam di POP ini terlambat {by}: waktu dari sana meleset sebesar itu",
        ClockFast = by => $"Jam di POP ini terlalu cepat {by}: waktu dari sana meleset sebesar itu",
        ClockEstimated = "Jam di POP ini tidak sinkron: waktu dari sana hanya perkiraan",
        UnknownZone = zone => $"Zona waktu lokasi {zone} tidak dikenal di sini: waktu dalam UTC",
        AliveBy = what => $"masih hidup menurut {what}",
        OnusUnknown = n => $"{N(n)} ONU tidak diketahui",
        Digest = (messages, sites) => $"{N(messages)} pesan tentang {N(sites)} lokasi dijadikan satu",
        DigestReason = "Terlalu banyak sekaligus untuk dikirim satu per satu",
        Repeat = "(mungkin terkirim dua kali)",
    };

    private static OfflineWords Offline => new()
    {
        SilentSince = clock => $"diam sejak {clock}",
        AfterMainsLoss = duration => $"mati {duration} setelah listrik PLN padam",
        GatewayAnswers = "gateway POP menjawab, agen tidak",
        GatewaySilent = "jalur putus? gateway POP juga diam",
        OnBackupUplink = "terakhir memakai jalur cadangan",
        SitesSilent = (silent, all) => all == 0 ? $"{N(silent)} lokasi diam serentak" : $"{N(silent)}/{N(all)} lokasi diam serentak",
        Isolated = "terisolasi?",
        IsolatedAdvice = "Periksa dulu broker dan jalur kita sendiri",
        NoBroker = "kolektor tidak mendengar broker",
        ChannelDown = "pesan tidak sampai lewat jalur ini",
        WhileOffline = span => $"selama terputus {span}",
        DownAndBack = _ => "sempat mati lalu kembali",
        HadForATime = (_, condition) => $"sempat {condition}",
        ClearedOffline = n => $"{N(n)} pulih selama lokasi terputus",
    };

    private static RecoveryWords Recovery => new()
    {
        Time = "Waktu pulih",
        Detected = "PEMULIHAN TERDETEKSI",
        Previous = "Status sebelumnya",
        WasOffline = "Lama mati",
        Lasted = "Lamanya",
        Online = "ONLINE",
        Ok = "OK",
        AllWell = "Semua sudah kembali",
        Restored = duration => $"pulih setelah {duration}",
        Back = (back, total) => $"{N(back)}/{N(total)} kembali",
        Remaining = n => $"{N(n)} belum",
        TurnedOut = (now, before) => $"Ternyata {now}, bukan {before}",
    };

    private static MaintenanceWords Maintenance => new()
    {
        Over = "pemeliharaan selesai",
        AsBefore = "semua ONU seperti semula",
        NowDown = n => $"{N(n)} ONU yang tadinya hidup sekarang mati",
        Gone = n => $"{N(n)} ONU tidak terdaftar lagi",
        Worse = (n, db) => $"RX memburuk lebih dari {db} dB: {N(n)}",
        CameUp = n => $"{N(n)} ONU yang tadinya mati sekarang hidup",
        Unknown = "tidak dapat dibandingkan: daftar OLT sebelum atau sesudahnya tidak ada",
        By = name => $"diumumkan oleh {name}",
    };

    private static string N(long number) => number.ToString("#,0", Numbers);
}
