namespace EdgeNoc.Collector.Web.Text;

/// <summary>The door of a cabinet.</summary>
internal static class PanelText
{
    public static readonly Word Panel = new("The cabinet's door", "Pintu kabinet", "Porta do gabinete");
    public static readonly Word BuzzerOn = new("the buzzer sounds", "buzzer berbunyi", "a campainha toca");
    public static readonly Word BuzzerOff = new("the buzzer is silent", "buzzer diam", "a campainha está muda");
    public static readonly Word Simulated = new("No lamp is wired: this is what they would show.", "Tidak ada lampu terpasang: inilah yang akan ditampilkan.", "Nenhuma lâmpada ligada: é isto que mostrariam.");
    public static readonly Word Stale = new(
        "The agent is not heard: this is what the lamps showed then. If it has power, OWNER blinks slowly now; without power all are dark.",
        "Agent tidak terdengar: inilah yang ditampilkan saat itu. Bila ada listrik, PEMILIK kini berkedip lambat; tanpa listrik semua padam.",
        "O agente não é ouvido: era isto que as lâmpadas mostravam. Se há energia, DONO pisca devagar agora; sem energia todas estão apagadas.");
    public static readonly Word Test = new("The lamps are being tried.", "Lampu sedang diuji.", "As lâmpadas estão em teste.");
    public static readonly Word Checking = new("Somebody pressed the button: the full check is under way.", "Tombol ditekan: pemeriksaan penuh berlangsung.", "Alguém apertou o botão: a verificação completa está em curso.");
    public static readonly Word Result = new("All steady: the check found nothing. All fast: it found something.", "Semua menyala: tidak ada temuan. Semua cepat: ada temuan.", "Todas acesas: nada encontrado. Todas rápidas: há algo.");
    public static readonly Word ConfigOpen = new("The button was held: the cabinet's page opens to the phone that comes first.", "Tombol ditahan: halaman kabinet terbuka untuk ponsel pertama.", "O botão foi mantido: a página do gabinete abre para o primeiro celular.");
    public static readonly Word Hung = new("Polling or storing has come to a stop: the lamps are dark on purpose.", "Polling atau penyimpanan berhenti: lampu sengaja dipadamkan.", "A consulta ou a gravação parou: as lâmpadas estão apagadas de propósito.");

    private static readonly Word None = new("", "", "");

    public static Word Lamp(string lamp) => lamp switch
    {
        "owner" => new("OWNER", "PEMILIK", "DONO"),
        "uplink" => new("UPLINK", "UPLINK", "UPLINK"),
        "devices" => new("DEVICES", "PERANGKAT", "EQUIPAMENTOS"),
        _ => new("ALARM", "ALARM", "ALARME"),
    };

    public static Word Pattern(string pattern) => pattern switch
    {
        "steady" => new("steady", "menyala", "acesa"),
        "slow_blink" => new("blinks slowly", "berkedip lambat", "pisca devagar"),
        "double_blink" => new("blinks twice and pauses", "berkedip dua kali lalu jeda", "pisca duas vezes e pausa"),
        "fast" => new("blinks fast", "berkedip cepat", "pisca rápido"),
        _ => new("dark", "padam", "apagada"),
    };

    /// <summary>What a lamp says by its rhythm.</summary>
    public static Word Meaning(string lamp, string pattern) => (lamp, pattern) switch
    {
        ("owner", "steady") => new("all is well, or the office knows", "semua baik, atau kantor sudah tahu", "tudo bem, ou o escritório sabe"),
        ("owner", "slow_blink") => new("call the office", "hubungi kantor", "ligue para o escritório"),
        ("uplink", "steady") => new("the office has what is measured here", "kantor menerima data dari sini", "o escritório recebe o que se mede aqui"),
        ("uplink", "slow_blink") => new("no broker: data is kept here", "tanpa broker: data disimpan di sini", "sem broker: os dados ficam aqui"),
        ("uplink", "double_blink") => new("a broker, but nobody acknowledges", "ada broker, tetapi tak ada yang mengakui", "há broker, mas ninguém confirma"),
        ("uplink", "off") => new("no network", "tidak ada jaringan", "sem rede"),
        ("devices", "steady") => new("all answer", "semua menjawab", "todos respondem"),
        ("devices", "slow_blink") => new("some do not answer", "sebagian tidak menjawab", "alguns não respondem"),
        ("devices", "fast") => new("none answers", "tidak ada yang menjawab", "nenhum responde"),
        ("devices", "off") => new("there are none", "tidak ada", "não há nenhum"),
        ("alarm", "fast") => new("critical, and nobody took it on", "kritis, belum ada yang pegang", "crítico, e ninguém assumiu"),
        ("alarm", "steady") => new("critical, and somebody works on it", "kritis, sedang dikerjakan", "crítico, e alguém cuida"),
        ("alarm", "slow_blink") => new("something less urgent", "ada yang kurang mendesak", "algo menos urgente"),
        ("alarm", "off") => new("nothing is wrong", "tidak ada gangguan", "nada errado"),
        _ => None,
    };

    /// <summary>What stands before the panel; null: nothing.</summary>
    public static Word? OfMode(string mode) => mode switch { "lamp_test" => Test, "checking" => Checking, "check_result" => Result, "config_open" => ConfigOpen, "hung" => Hung, _ => null };
}
