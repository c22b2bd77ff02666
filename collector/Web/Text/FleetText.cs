namespace EdgeNoc.Collector.Web.Text;

/// <summary>How the sites' agents do, and which version they run.</summary>
internal static class FleetText
{
    public static readonly Word Fleet = new("Agents", "Agen", "Agentes");
    public static readonly Word Site = new("Site", "Lokasi", "Local");
    public static readonly Word State = new("State", "Keadaan", "Estado");
    public static readonly Word Version = new("Version", "Versi", "Versão");
    public static readonly Word Config = new("Config", "Konfigurasi", "Configuração");
    public static readonly Word Clock = new("Clock", "Jam", "Relógio");
    public static readonly Word Outbox = new("Waits to be sent", "Menunggu dikirim", "Espera envio");
    public static readonly Word LastSeen = new("Last seen", "Terakhir terlihat", "Visto por último");
    public static readonly Word LastFailed = new("Last failed change", "Perubahan gagal terakhir", "Última mudança que falhou");
    public static readonly Word None = new("There is no site yet.", "Belum ada lokasi.", "Ainda não há locais.");
    public static readonly Word Wants = new("goes to {0}: {1}", "menuju {0}: {1}", "vai para {0}: {1}");
    public static readonly Word WaitsFor = new("waits for {0}", "menunggu {0}", "espera {0}");
    public static readonly Word UpdateFailed = new("version {0}", "versi {0}", "versão {0}");
    public static readonly Word ConfigFailed = new("config {0}, {1}", "konfigurasi {0}, {1}", "configuração {0}, {1}");
    public static readonly Word Messages = new("{0} messages", "{0} pesan", "{0} mensagens");
    public static readonly Word OffBy = new("off by {0}", "selisih {0}", "desvio de {0}");
    public static readonly Word OnItsWay = new("A version on its way", "Versi yang sedang disebar", "Versão a caminho");
    public static readonly Word Never = new("No version was brought to the sites from here yet.", "Belum ada versi yang disebar dari sini.", "Nenhuma versão foi levada aos locais daqui ainda.");
    public static readonly Word Bring = new("Bring it to the sites", "Sebarkan ke lokasi", "Levar aos locais");
    public static readonly Word BringWhy = new("The bench first, then one site, then all. The first site that cannot run it stops it.", "Mulai dari bangku uji, lalu satu lokasi, lalu semua. Lokasi pertama yang gagal menghentikannya.", "Primeiro a bancada, depois um local, depois todos. O primeiro que não conseguir executá-la a interrompe.");
    public static readonly Word Halt = new("No more sites", "Jangan ke lokasi lain", "Mais nenhum local");
    public static readonly Word Leave = new("Seen, leave it so", "Sudah dilihat, biarkan", "Visto, deixar assim");
    public static readonly Word Running = new("on its way", "sedang disebar", "a caminho");
    public static readonly Word Halted = new("stopped", "dihentikan", "interrompida");
    public static readonly Word Done = new("runs everywhere", "berjalan di semua lokasi", "em todos os locais");
    public static readonly Word Bench = new("bench", "bangku uji", "bancada");
    public static readonly Word First = new("one site", "satu lokasi", "um local");
    public static readonly Word All = new("all sites", "semua lokasi", "todos os locais");
    public static readonly Word NoPackage = new("That version is not here any more.", "Versi itu sudah tidak ada.", "Essa versão não está mais aqui.");
    public static readonly Word AlreadyRunning = new("Another version is on its way: stop that first.", "Versi lain sedang disebar: hentikan dulu.", "Outra versão está a caminho: interrompa-a primeiro.");
    public static readonly Word NothingToHalt = new("Nothing is on its way any more.", "Tidak ada lagi yang sedang disebar.", "Nada mais está a caminho.");

    public static readonly Word Online = new("online", "online", "online");
    public static readonly Word Offline = new("offline", "offline", "offline");
    public static readonly Word Stopped = new("switched off", "dimatikan", "desligado");
    public static readonly Word Unknown = new("never seen", "belum pernah terlihat", "nunca visto");
    public static readonly Word AsWanted = new("as wanted", "sesuai", "como pedida");
    public static readonly Word Pending = new("on its way", "sedang dikirim", "a caminho");
    public static readonly Word Failed = new("not taken", "tidak diterima", "não aceita");
    public static readonly Word Local = new("made at the site", "dibuat di lokasi", "feita no local");
    public static readonly Word Refused = new("refused", "ditolak", "recusada");
    public static readonly Word ByHand = new("written by hand", "ditulis tangan", "escrita à mão");
    public static readonly Word NoConfig = new("none", "tidak ada", "nenhuma");
    public static readonly Word Synced = new("right", "tepat", "certo");
    public static readonly Word Unsynced = new("not set", "belum disetel", "não acertado");
    public static readonly Word Estimated = new("set by the office", "disetel kantor", "acertado pelo NOC");

    public static Word OfState(string state) => state switch { "online" => Online, "offline" => Offline, "stopped" => Stopped, _ => Unknown };

    public static Word OfConfig(string state) => state switch { "as_wanted" => AsWanted, "pending" => Pending, "failed" => Failed, "local" => Local, "by_hand" => ByHand, "refused" => Refused, "none" => NoConfig, _ => Unknown };

    public static Word OfClock(string? clock) => clock switch { "synced" => Synced, "estimated" => Estimated, "unsynced" => Unsynced, _ => Unknown };

    public static Word OfRollout(string state) => state switch { "running" => Running, "halted" => Halted, _ => Done };

    public static Word OfRing(string ring) => ring switch { "bench" => Bench, "first" => First, _ => All };
}
