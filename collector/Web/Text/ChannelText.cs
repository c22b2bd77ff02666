namespace EdgeNoc.Collector.Web.Text;

/// <summary>The ways to reach people.</summary>
internal static class ChannelText
{
    public static readonly Word Channels = new("Channels", "Kanal", "Canais");
    public static readonly Word Why = new(
        "The ways to reach people, as the collector's config has them: gateway, keys and numbers are changed there, and with a restart.",
        "Cara menghubungi orang, sesuai config collector: gateway, kunci dan nomor diubah di sana, lalu mulai ulang.",
        "Os meios de alcançar as pessoas, conforme a configuração do coletor: gateway, chaves e números mudam-se lá, e com um reinício.");
    public static readonly Word Channel = new("Channel", "Kanal", "Canal");
    public static readonly Word State = new("State", "Keadaan", "Estado");
    public static readonly Word Well = new("works", "berfungsi", "funciona");
    public static readonly Word Failing = new("fails", "gagal", "falha");
    public static readonly Word Down = new("is down", "mati", "fora do ar");
    public static readonly Word Unused = new("not used yet", "belum dipakai", "ainda não usado");
    public static readonly Word Taken = new("Taken by the provider", "Diterima penyedia", "Aceitas pelo provedor");
    public static readonly Word Delivered = new("Delivered", "Terkirim", "Entregues");
    public static readonly Word NoReceipts = new("no receipts", "tanpa tanda terima", "sem recibos");
    public static readonly Word Failed = new("Failed", "Gagal", "Falharam");
    public static readonly Word Waiting = new("Waiting", "Menunggu", "Na fila");
    public static readonly Word Spent = new("Spent this month", "Terpakai bulan ini", "Gasto neste mês");
    public static readonly Word Of = new("{0} of {1}", "{0} dari {1}", "{0} de {1}");
    public static readonly Word Budget = new("To one person", "Kepada satu orang", "Para uma pessoa");
    public static readonly Word PerHour = new("at most {0} an hour, then digests; criticals pass", "paling banyak {0} per jam, lalu ringkasan; yang kritis lewat", "no máximo {0} por hora, depois resumos; os críticos passam");
    public static readonly Word NoLimit = new("no limit: a program reads it", "tanpa batas: dibaca program", "sem limite: um programa lê");
    public static readonly Word Canary = new("Test messages by themselves", "Pesan uji otomatis", "Mensagens de teste automáticas");
    public static readonly Word CanaryHeard = new("to {0}, arrived last", "ke {0}, terakhir tiba", "para {0}, chegou por último");
    public static readonly Word NoCanary = new("none: set \"canary\" in the config", "tidak ada: atur \"canary\" di config", "nenhuma: defina \"canary\" na configuração");
    public static readonly Word LastTried = new("Last attempt", "Percobaan terakhir", "Última tentativa");
    public static readonly Word Link = new("Link to the provider", "Sambungan ke penyedia", "Ligação com o provedor");
    public static readonly Word Ask = new("Ask now", "Tanya sekarang", "Perguntar agora");
    public static readonly Word Asking = new("The provider is asked …", "Penyedia sedang ditanya …", "Perguntando ao provedor …");
    public static readonly Word Linked = new("linked", "tersambung", "ligado");
    public static readonly Word NotLinked = new("not linked", "tidak tersambung", "não ligado");
    public static readonly Word DoesNotSay = new("it does not say", "tidak diketahui", "não diz");
    public static readonly Word TestTo = new("Send a test message to", "Kirim pesan uji ke", "Enviar mensagem de teste para");
    public static readonly Word Arrived = new("Delivered to {0} in {1} ms.", "Terkirim ke {0} dalam {1} ms.", "Entregue a {0} em {1} ms.");
    public static readonly Word Accepted = new("Taken by the provider in {0} ms. That is no delivery: see whether {1} has it.", "Diterima penyedia dalam {0} ms. Itu belum terkirim: periksa apakah {1} menerimanya.", "Aceita pelo provedor em {0} ms. Isso não é entrega: veja se {1} recebeu.");
    public static readonly Word NotNow = new("Not sent now: {0}", "Tidak terkirim sekarang: {0}", "Não enviada agora: {0}");
    public static readonly Word Never = new("It cannot be sent: {0}", "Tidak dapat dikirim: {0}", "Não pode ser enviada: {0}");
    public static readonly Word InDoubt = new("It may have been sent or not: {0}. See whether {1} has it.", "Mungkin terkirim, mungkin tidak: {0}. Periksa apakah {1} menerimanya.", "Pode ter sido enviada ou não: {0}. Veja se {1} recebeu.");
    public static readonly Word TooMany = new("{0} test messages a minute are the limit: wait {1} s.", "Batasnya {0} pesan uji per menit: tunggu {1} d.", "O limite é {0} mensagens de teste por minuto: espere {1} s.");
    public static readonly Word NoChannel = new("Choose a channel of the collector's config.", "Pilih kanal dari config collector.", "Escolha um canal da configuração do coletor.");

    public static Word OfState(string state) => state switch { "well" => Well, "failing" => Failing, "down" => Down, _ => Unused };
}
