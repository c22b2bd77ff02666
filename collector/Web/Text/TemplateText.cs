namespace EdgeNoc.Collector.Web.Text;

/// <summary>The texts of messages.</summary>
internal static class TemplateText
{
    public static readonly Word Templates = new("Message texts", "Teks pesan", "Textos das mensagens");
    public static readonly Word Why = new("What people read, in each language. The built-in texts can be rewritten; if a rewritten one fails, the built-in one goes out and that is noted here.", "Yang dibaca orang, dalam tiap bahasa. Teks bawaan dapat ditulis ulang; bila gagal, teks bawaan yang dikirim dan dicatat di sini.", "O que as pessoas leem, em cada idioma. Os textos embutidos podem ser reescritos; se um falhar, sai o embutido e isso é anotado aqui.");
    public static readonly Word BuiltIn = new("built-in", "bawaan", "embutido");
    public static readonly Word Rewritten = new("rewritten by {0}", "ditulis ulang oleh {0}", "reescrito por {0}");
    public static readonly Word Failed = new("It failed at {0}, and the built-in text went out: {1}", "Gagal pukul {0}, dan teks bawaan yang dikirim: {1}", "Falhou às {0}, e saiu o texto embutido: {1}");
    public static readonly Word Text = new("Text", "Teks", "Texto");
    public static readonly Word Hint = new("Handlebars: {0}field{1}, {0}#if field{1} … {0}/if{1}, {0}#each list{1} … {0}/each{1}. The first line is for lock screens; about an incident it has #{0}number{1} or {0}head{1}.", "Handlebars: {0}field{1}, {0}#if field{1} … {0}/if{1}, {0}#each list{1} … {0}/each{1}. Baris pertama untuk layar kunci; tentang insiden berisi #{0}number{1} atau {0}head{1}.", "Handlebars: {0}field{1}, {0}#if field{1} … {0}/if{1}, {0}#each list{1} … {0}/each{1}. A primeira linha é para a tela bloqueada; sobre um incidente tem #{0}number{1} ou {0}head{1}.");
    public static readonly Word Fields = new("Fields", "Kolom", "Campos");
    public static readonly Word Each = new("of each in {0}", "tiap {0}", "de cada em {0}");
    public static readonly Word Preview = new("Preview", "Pratinjau", "Prévia");
    public static readonly Word On = new("Tried on", "Dicoba pada", "Testado em");
    public static readonly Word Sample = new("a sample: a fibre cut of 28 of 32 ONUs", "contoh: serat putus, 28 dari 32 ONU", "um exemplo: fibra rompida, 28 de 32 ONUs");
    public static readonly Word SampleReport = new("a sample of three OLTs", "contoh tiga OLT", "um exemplo de três OLTs");
    public static readonly Word AsNow = new("the network as it is now", "jaringan seperti sekarang", "a rede como está agora");
    public static readonly Word Parts = new("{0}: {1} message(s)", "{0}: {1} pesan", "{0}: {1} mensagem(ns)");
    public static readonly Word Costs = new(", costs {0}", ", biaya {0}", ", custa {0}");
    public static readonly Word LineProblem = new("line {0}", "baris {0}", "linha {0}");
    public static readonly Word Refused = new("It cannot be used yet; while it is so, the text that stands now goes out.", "Belum dapat dipakai; selama begitu, teks yang sekarang tetap dikirim.", "Ainda não pode ser usado; enquanto isso sai o texto atual.");
    public static readonly Word Back = new("Back to the built-in text", "Kembali ke teks bawaan", "Voltar ao texto embutido");
    public static readonly Word SureBack = new("Go back? This text can be put back for 30 days.", "Kembali? Teks ini dapat dikembalikan selama 30 hari.", "Voltar? Este texto pode ser recuperado por 30 dias.");
    public static readonly Word Theirs = new("How it is now", "Keadaan sekarang", "Como está agora");
    public static readonly Word Stale = new("{0} changed this text at {1}, while you had it open: it stands below yours. What you typed is kept; save again to put it in its place.", "{0} mengubah teks ini pukul {1} saat Anda membukanya: ada di bawah milik Anda. Ketikan Anda tetap; simpan lagi untuk menggantikannya.", "{0} alterou este texto às {1}, enquanto você o tinha aberto: está abaixo do seu. O que digitou foi mantido; salve de novo para pô-lo no lugar.");
    public static readonly Word Problem = new("problem", "gangguan", "problema");
    public static readonly Word Update = new("update", "perkembangan", "atualização");
    public static readonly Word Recovery = new("recovery", "pulih", "recuperação");
    public static readonly Word Reminder = new("reminder", "pengingat", "lembrete");
    public static readonly Word Digest = new("digest", "ringkasan", "resumo");
    public static readonly Word Hourly = new("hourly report", "laporan per jam", "relatório por hora");
    public static readonly Word Daily = new("daily report", "laporan harian", "relatório diário");

    public static Word Of(string name) => name switch { "problem" => Problem, "update" => Update, "recovery" => Recovery, "reminder" => Reminder, "digest" => Digest, "hourly" => Hourly, _ => Daily };
}
