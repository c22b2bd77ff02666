namespace EdgeNoc.Collector.Web.Text;

/// <summary>Why somebody was told, or was not; what a message is for, and what became of it.</summary>
internal static class DecisionText
{
    private static readonly Dictionary<string, Word> Decisions = new(StringComparer.Ordinal)
    {
        ["told"] = new("told, in a new incident", "diberitahukan sebagai insiden baru", "avisado, em um novo incidente"),
        ["rejoined_open_incident"] = new("not told again: the same failed again before its incident had closed", "tidak diulang: gangguan sama sebelum insidennya selesai", "não avisado de novo: o mesmo falhou antes do incidente encerrar"),
        ["below_min_severity"] = new("not told: too mild for a message, and no route asks for it", "tidak: terlalu ringan, dan tidak ada rute yang memintanya", "não avisado: leve demais, e nenhuma rota o pede"),
        ["informational"] = new("not told: a note, never a page", "tidak: hanya catatan", "não avisado: apenas uma nota"),
        ["cleared_before_told"] = new("not told: it was over before", "tidak: sudah selesai sebelumnya", "não avisado: acabou antes"),
        ["nobody_to_tell"] = new("told to nobody: no route leads to anybody who can be reached", "tidak ada penerima: tidak ada rute ke orang yang terjangkau", "ninguém avisado: nenhuma rota leva a alguém alcançável"),
        ["inhibited"] = new("not told by itself: something above it explains it", "tidak tersendiri: dijelaskan oleh yang di atasnya", "não avisado à parte: algo acima o explica"),
        ["no_longer_inhibited"] = new("nothing hides it any more, and it still stands", "tidak lagi tertutup, dan masih ada", "nada mais o oculta, e ainda persiste"),
        ["joined"] = new("joined an open incident of the same cause", "bergabung ke insiden terbuka bersebab sama", "juntou-se a um incidente aberto da mesma causa"),
        ["widened"] = new("the incident grew beyond its device", "insiden meluas melampaui perangkatnya", "o incidente cresceu além do equipamento"),
        ["silenced"] = new("not told: a silence, mute or maintenance covers it", "tidak: tercakup senyap atau pemeliharaan", "não avisado: coberto por silêncio ou manutenção"),
        ["no_longer_silenced"] = new("nothing silences it any more", "tidak lagi disenyapkan", "nada mais o silencia"),
        ["quiet_hours"] = new("held back: quiet hours; told when they end, if it still stands", "ditahan: jam tenang; diberitahukan sesudahnya bila masih ada", "retido: horário de silêncio; avisado depois, se persistir"),
        ["escalated"] = new("the next step: nobody acknowledged", "langkah berikut: belum ada yang memegang", "próximo passo: ninguém reconheceu"),
        ["update_told"] = new("told again: it grew or changed", "diberitahukan lagi: meluas atau berubah", "avisado de novo: cresceu ou mudou"),
        ["reminder_told"] = new("told again: it stands, and nobody acknowledged", "diingatkan: masih ada, belum dipegang", "lembrado: persiste, e ninguém reconheceu"),
        ["acknowledged"] = new("acknowledged", "dipegang", "reconhecido"),
        ["unacknowledged"] = new("given back: nobody has it", "dilepaskan: tidak ada yang memegang", "devolvido: ninguém o tem"),
        ["left_over"] = new("closed with a few left, which the end named", "ditutup dengan sisa yang disebut", "encerrado com alguns restantes, citados no fim"),
        ["maintenance_reported"] = new("the maintenance was compared with before", "pemeliharaan dibandingkan dengan sebelumnya", "a manutenção foi comparada com o antes"),
        ["failed"] = new("it could not be decided; it is tried again", "tidak dapat diputuskan; dicoba lagi", "não pôde ser decidido; será tentado de novo"),
        ["fell_back"] = new("the message went on by another address", "pesan dialihkan ke alamat lain", "a mensagem seguiu por outro endereço"),
        ["next_contact"] = new("somebody else hears of it: one who should cannot be reached", "orang lain diberi tahu: yang dituju tidak terjangkau", "outra pessoa é avisada: quem deveria não foi alcançado"),
        ["hastened"] = new("the next step was taken early: nobody of the last can be reached", "langkah berikut dipercepat: tidak ada yang terjangkau", "próximo passo antecipado: ninguém do último foi alcançado"),
        ["unreached"] = new("nobody can be reached, and there is nobody else", "tidak ada yang terjangkau, dan tidak ada yang lain", "ninguém pode ser alcançado, e não há mais ninguém"),
        ["cap_noted"] = new("a channel's sum of the month is nearly or wholly spent", "anggaran saluran bulan ini hampir atau sudah habis", "a verba do canal no mês está quase ou toda gasta"),
        ["recovery_told"] = new("its end was told to those who heard of its beginning", "selesainya diberitahukan kepada yang sudah tahu", "o fim foi avisado a quem soube do início"),
        ["recovery_untold"] = new("its end was told to nobody: nobody heard of its beginning", "selesainya tidak diberitahukan: tidak ada yang tahu mulainya", "o fim não foi avisado: ninguém soube do início"),
        ["found_standing"] = new("still standing after the site was offline", "masih ada setelah lokasi offline", "ainda presente depois que o local esteve offline"),
        ["cleared_while_offline"] = new("over while the site was offline", "selesai saat lokasi offline", "acabou enquanto o local estava offline"),
        ["offline_summary_told"] = new("told in the summary of what came and went while offline", "diberitahukan dalam ringkasan saat offline", "avisado no resumo do período offline"),
        ["offline_summary_untold"] = new("not told: what came and went while offline was too mild", "tidak: kejadian saat offline terlalu ringan", "não avisado: o que houve offline foi leve demais"),
        ["template_failed"] = new("a template could not be filled: the shipped text went out", "templat gagal diisi: teks bawaan dikirim", "um modelo não pôde ser preenchido: foi o texto padrão"),
        ["report_skipped"] = new("a report was too late to be of use", "laporan terlambat untuk berguna", "um relatório atrasou demais para ser útil"),
    };

    /// <summary>A decision by its word in the database; one that has no words is read as it is written.</summary>
    public static Word OfDecision(string decision) => Decisions.GetValueOrDefault(decision) ?? Same(decision);

    /// <summary>What a message is for.</summary>
    public static Word OfPurpose(string purpose) => purpose switch
    {
        "problem" => new("problem", "gangguan", "problema"),
        "update" => new("update", "perkembangan", "atualização"),
        "reminder" => new("reminder", "pengingat", "lembrete"),
        "recovery" => new("recovery", "pulih", "recuperação"),
        "summary" => new("summary", "ringkasan", "resumo"),
        "report" => new("report", "laporan", "relatório"),
        "maintenance" => new("maintenance", "pemeliharaan", "manutenção"),
        _ => Same(purpose),
    };

    /// <summary>What became of it: what the provider told of it counts more than that it took it.</summary>
    public static Word OfMessage(string state, string? receipt) => (receipt ?? state) switch
    {
        "queued" => new("waits", "menunggu", "na fila"),
        "sending" => new("going out", "sedang dikirim", "enviando"),
        "accepted" => new("taken by the provider", "diterima penyedia", "aceita pelo provedor"),
        "delivered" => new("delivered", "sampai", "entregue"),
        "read" => new("read", "dibaca", "lida"),
        "failed" => new("failed", "gagal", "falhou"),
        "digested" => new("named in a digest", "masuk ringkasan", "citada em um resumo"),
        var other => Same(other),
    };

    private static Word Same(string word) => word.Replace('_', ' ') is var text ? new(text, text, text) : null!;
}
