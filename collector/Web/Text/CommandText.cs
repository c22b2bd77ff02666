namespace EdgeNoc.Collector.Web.Text;

/// <summary>What the office has agents do; what agents answer is in the field's own words.</summary>
internal static class CommandText
{
    public static readonly Word Commands = new("Commands", "Perintah", "Comandos");
    public static readonly Word Run = new("Run", "Jalankan", "Executar");
    public static readonly Word Running = new("waiting for the site, up to 26 s …", "menunggu lokasi, sampai 26 d …", "aguardando o local, até 26 s …");
    public static readonly Word PollNow = new("Poll now", "Poll sekarang", "Consultar agora");
    public static readonly Word PauseHour = new("Leave it alone for an hour", "Jangan diganggu satu jam", "Não tocar por uma hora");
    public static readonly Word Resume = new("Go on polling", "Lanjut poll", "Voltar a consultar");
    public static readonly Word NotAllowed = new("Your role may not have this run here.", "Peran Anda tidak boleh menjalankan ini.", "Seu papel não permite executar isto aqui.");
    public static readonly Word Unknown = new("There is no such command.", "Perintah itu tidak ada.", "Não existe esse comando.");
    public static readonly Word Wrong = new("This cannot be run as it is written:", "Tidak dapat dijalankan seperti ini:", "Não pode ser executado assim:");
    public static readonly Word Took = new("{0} ms at the site", "{0} md di lokasi", "{0} ms no local");
    public static readonly Word Cut = new("only the beginning of {0} kB", "hanya awal dari {0} kB", "só o começo de {0} kB");
    public static readonly Word TooOld = new(
        "The agent there knows no commands, or has not said yet that it does. Update it; if it has just connected, try again.",
        "Agent di sana tidak mengenal perintah, atau belum mengatakannya. Perbarui; bila baru tersambung, coba lagi.",
        "O agente de lá não conhece comandos, ou ainda não disse. Atualize-o; se acabou de conectar, tente de novo.");
    public static readonly Word TooMany = new("The site has had its ten commands of this minute. Wait {0} s.", "Lokasi sudah menerima sepuluh perintah menit ini. Tunggu {0} d.", "O local já teve dez comandos neste minuto. Aguarde {0} s.");
    public static readonly Word NoAnswer = new(
        "It was sent, and no answer came within {0} s: whether it was done is not known. See whether the site is still connected.",
        "Terkirim, tetapi tanpa jawaban dalam {0} d: tidak diketahui apakah dilakukan. Periksa sambungan lokasi.",
        "Foi enviado e não houve resposta em {0} s: não se sabe se foi feito. Veja se o local ainda está conectado.");

    /// <summary>What a command does.</summary>
    public static Word? Of(string command) => command switch
    {
        "poll" => new("poll a device now", "poll perangkat sekarang", "consultar um equipamento agora"),
        "check" => new("try everything that the agent depends on", "coba semua yang dibutuhkan agent", "testar tudo de que o agente depende"),
        "ping" => new("ping from the site", "ping dari lokasi", "ping a partir do local"),
        "traceroute" => new("the way from the site, hop by hop", "rute dari lokasi, langkah demi langkah", "o caminho a partir do local, salto a salto"),
        "show-interface" => new("one interface of a device", "satu antarmuka perangkat", "uma interface de um equipamento"),
        "show-subscriber" => new("one subscriber of a device", "satu pelanggan pada perangkat", "um assinante de um equipamento"),
        "pause" => new("leave a device alone, so that a person can work in it", "jangan ganggu perangkat, agar orang dapat bekerja", "não tocar no equipamento, para alguém trabalhar nele"),
        "resume" => new("end a pause", "akhiri jeda", "encerrar uma pausa"),
        "panel-test" => new("light all lamps and sound the buzzer", "nyalakan semua lampu dan bel", "acender todas as lâmpadas e soar a campainha"),
        "silence-buzzer" => new("silence the buzzer about what stands now", "matikan bel untuk yang sekarang", "silenciar a campainha do que há agora"),
        "log" => new("the last lines of the agent's log", "baris terakhir log agent", "as últimas linhas do log do agente"),
        "support" => new("what is needed to find out what is wrong", "yang diperlukan untuk mencari masalah", "o necessário para descobrir o que há de errado"),
        "restart" => new("end the agent in good order and start it again", "hentikan agent dengan baik lalu mulai lagi", "encerrar o agente em ordem e iniciá-lo de novo"),
        _ => null,
    };
}
