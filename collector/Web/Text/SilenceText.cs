namespace EdgeNoc.Collector.Web.Text;

/// <summary>Silences, mutes and announced work.</summary>
internal static class SilenceText
{
    public static readonly Word Silences = new("Silences", "Senyap", "Silêncios");
    public static readonly Word Maintenances = new("Maintenance", "Pemeliharaan", "Manutenção");
    public static readonly Word SilencesWhy = new("What a silence covers is told to nobody while it runs; it stands in the lists all the same.", "Yang tercakup senyap tidak diberitahukan selama berjalan; tetap tampil di daftar.", "O que um silêncio cobre não é avisado enquanto dura; continua nas listas.");
    public static readonly Word MaintenancesWhy = new("Announced work: what it covers and what follows from it is quiet, and its end compares the ONUs with before.", "Pekerjaan terjadwal: cakupan dan akibatnya senyap; di akhir ONU dibandingkan dengan sebelumnya.", "Trabalho anunciado: o que cobre e suas consequências ficam em silêncio; no fim as ONUs são comparadas com antes.");
    public static readonly Word Standing = new("running and coming", "berjalan dan akan datang", "em curso e futuros");
    public static readonly Word Pending = new("coming", "akan datang", "futuro");
    public static readonly Word Active = new("running", "berjalan", "em curso");
    public static readonly Word Ended = new("ended", "selesai", "terminado");
    public static readonly Word All = new("all", "semua", "todos");
    public static readonly Word Nothing = new("None. Make one below.", "Belum ada. Buat di bawah.", "Nenhum. Crie um abaixo.");
    public static readonly Word NothingHere = new("None in this state.", "Tidak ada dengan status ini.", "Nenhum neste estado.");
    public static readonly Word Covers = new("Covers", "Cakupan", "Cobre");
    public static readonly Word From = new("From", "Dari", "De");
    public static readonly Word Until = new("Until", "Sampai", "Até");
    public static readonly Word Author = new("By", "Oleh", "Por");
    public static readonly Word Why = new("Why", "Mengapa", "Por quê");
    public static readonly Word End = new("End now", "Akhiri", "Encerrar");
    public static readonly Word AddSilence = new("New silence", "Senyap baru", "Novo silêncio");
    public static readonly Word AddMaintenance = new("New maintenance", "Pemeliharaan baru", "Nova manutenção");
    public static readonly Word Make = new("Make it", "Buat", "Criar");
    public static readonly Word SiteHint = new("A site's id. What is left empty is not asked for; all that is written must hold.", "Id lokasi. Yang kosong tidak disyaratkan; semua yang diisi harus cocok.", "Id de um local. O vazio não é exigido; tudo que for escrito deve valer.");
    public static readonly Word Pon = new("PON", "PON", "PON");
    public static readonly Word Starts = new("From (empty: now)", "Dari (kosong: sekarang)", "De (vazio: agora)");
    public static readonly Word Length = new("For", "Selama", "Por");
    public static readonly Word ZoneHint = new("Times in {0}", "Waktu dalam {0}", "Horários em {0}");
    public static readonly Word Mute = new("mute of #{0}", "bungkam #{0}", "mudo de #{0}");
    public static readonly Word NoMatchers = new("Say what it covers: write a site at least.", "Isi cakupannya: minimal lokasi.", "Diga o que cobre: escreva ao menos um local.");
    public static readonly Word BadMatcher = new("One of the values cannot be used.", "Salah satu isian tidak dapat dipakai.", "Um dos valores não pode ser usado.");
    public static readonly Word BadTimes = new("It must end after it starts, in the time to come, and within 365 days.", "Harus berakhir setelah mulai, di waktu mendatang, dalam 365 hari.", "Deve terminar depois de começar, no futuro, e em até 365 dias.");
    public static readonly Word BadStart = new("The start is no time.", "Waktu mulai tidak sah.", "O início não é um horário.");
    public static readonly Word NoComment = new("Say why: others will ask.", "Tulis alasannya: orang lain akan bertanya.", "Diga por quê: outros vão perguntar.");
    public static readonly Word BeyondSites = new("It reaches beyond the sites that you see: write one of yours as its site.", "Melampaui lokasi Anda: isi salah satu lokasi Anda.", "Vai além dos locais que você vê: escreva um dos seus como local.");
    public static readonly Word AlreadyEnded = new("It has ended already.", "Sudah selesai.", "Já terminou.");
    public static readonly Word Compared = new("Compared with before", "Dibandingkan dengan sebelumnya", "Comparado com antes");
    public static readonly Word NotBegun = new("It has not begun: there is nothing to compare with.", "Belum mulai: tidak ada pembanding.", "Não começou: não há com o que comparar.");
    public static readonly Word Before = new("ONUs listed when it began", "ONU tercatat saat mulai", "ONUs listadas no início");
    public static readonly Word Down = new("Up before, down now", "Tadinya hidup, kini mati", "No ar antes, fora agora");
    public static readonly Word Gone = new("Up before, not listed now", "Tadinya hidup, kini tak tercatat", "No ar antes, não listadas agora");
    public static readonly Word Worse = new("Weaker by more than 2 dB", "Melemah lebih dari 2 dB", "Mais fracas em mais de 2 dB");
    public static readonly Word CameUp = new("Down before, up now", "Tadinya mati, kini hidup", "Fora antes, no ar agora");
    public static readonly Word None = new("none", "tidak ada", "nenhuma");

    public static Word OfState(string state) => state switch { "pending" => Pending, "active" => Active, "ended" => Ended, "all" => All, _ => Standing };

    /// <summary>Why one was not made.</summary>
    public static Word OfRefusal(string reason) => reason switch
    {
        "no_matchers" => NoMatchers,
        "bad_matcher" => BadMatcher,
        "no_comment" => NoComment,
        "beyond_sites" => BeyondSites,
        "bad_start" => BadStart,
        "ended" => AlreadyEnded,
        _ => BadTimes,
    };
}
