namespace EdgeNoc.Collector.Web.Text;

/// <summary>Incidents: their list, one of them, and what people do with it.</summary>
internal static class IncidentText
{
    public static readonly Word Incidents = new("Incidents", "Insiden", "Incidentes");
    public static readonly Word Incident = new("Incident", "Insiden", "Incidente");
    public static readonly Word Standing = new("open", "terbuka", "abertos");
    public static readonly Word Open = new("nobody has it", "belum dipegang", "sem responsável");
    public static readonly Word Acked = new("acknowledged", "dipegang", "reconhecidos");
    public static readonly Word Closed = new("over", "selesai", "encerrados");
    public static readonly Word AllStates = new("all", "semua", "todos");
    public static readonly Word Given = new("Given to", "Ditugaskan ke", "Atribuído a");
    public static readonly Word Mine = new("me", "saya", "mim");
    public static readonly Word Nobody = new("nobody", "belum ada", "ninguém");
    public static readonly Word Anybody = new("anybody", "siapa pun", "qualquer um");
    public static readonly Word Search = new("Number, device, person", "Nomor, perangkat, orang", "Número, equipamento, pessoa");
    public static readonly Word None = new("No incident matches. Take a filter away, or ask for those that are over.", "Tidak ada insiden yang cocok. Kurangi penyaring, atau lihat yang selesai.", "Nenhum incidente corresponde. Retire um filtro ou veja os encerrados.");
    public static readonly Word NoneOpen = new("Nothing is wrong now at the sites that you see.", "Tidak ada gangguan di lokasi yang Anda lihat.", "Nada errado agora nos locais que você vê.");
    public static readonly Word Acknowledge = new("Acknowledge", "Pegang", "Reconhecer");
    public static readonly Word AcknowledgeHint = new("You have it: nobody else is woken and nobody is reminded.", "Anda memegangnya: tidak ada lagi yang dibangunkan atau diingatkan.", "Fica com você: ninguém mais é acordado nem lembrado.");
    public static readonly Word TakeOver = new("Take it over", "Ambil alih", "Assumir");
    public static readonly Word Unacknowledge = new("Give it back", "Lepaskan", "Devolver");
    public static readonly Word UnacknowledgeHint = new("Nobody has it any more: the escalation goes on where it stopped.", "Tidak ada lagi yang memegang: eskalasi berlanjut.", "Ninguém o tem mais: a escalada continua de onde parou.");
    public static readonly Word Mute = new("Mute", "Senyapkan", "Silenciar");
    public static readonly Word MuteFor = new("For", "Selama", "Por");
    public static readonly Word MuteHint = new("No more messages of it for so long, but its end.", "Tidak ada pesan selama itu, kecuali saat selesai.", "Nenhuma mensagem dele por esse tempo, exceto o fim.");
    public static readonly Word Assign = new("Give it to", "Tugaskan ke", "Atribuir a");
    public static readonly Word AssignHint = new("He sees it in his feed. Others go on being told until somebody acknowledges.", "Muncul di umpannya. Yang lain tetap diberi tahu sampai ada yang memegang.", "Ele o vê no seu feed. Os outros continuam avisados até alguém reconhecer.");
    public static readonly Word Maintenance = new("Maintenance …", "Pemeliharaan …", "Manutenção …");
    public static readonly Word MaintenanceUntil = new("Maintenance until", "Pemeliharaan sampai", "Manutenção até");
    public static readonly Word Note = new("Note", "Catatan", "Nota");
    public static readonly Word AddNote = new("Write it down", "Catat", "Anotar");
    public static readonly Word NoteHint = new("What you saw, did, or ordered; at most 2,000 characters.", "Apa yang dilihat, dilakukan, dipesan; maks. 2.000 karakter.", "O que viu, fez ou pediu; no máximo 2.000 caracteres.");
    public static readonly Word Timeline = new("What happened", "Kejadian", "O que aconteceu");
    public static readonly Word Alerts = new("What it tells of", "Isi insiden", "Do que trata");
    public static readonly Word Children = new("Hidden below it", "Tersembunyi di bawahnya", "Oculto abaixo dele");
    public static readonly Word ChildrenHint = new("These follow from it and are not told by themselves.", "Akibat darinya; tidak diberitahukan tersendiri.", "São consequência dele e não são avisados à parte.");
    public static readonly Word Messages = new("Messages", "Pesan", "Mensagens");
    public static readonly Word NoMessages = new("Nobody was sent a message. The decisions below say why.", "Tidak ada pesan terkirim. Keputusan di bawah menjelaskan.", "Nenhuma mensagem foi enviada. As decisões abaixo dizem por quê.");
    public static readonly Word Decisions = new("Why it was, or was not, sent", "Mengapa dikirim atau tidak", "Por que foi, ou não, enviado");
    public static readonly Word NoDecisions = new("Decisions are kept for 90 days; there are none any more.", "Keputusan disimpan 90 hari; sudah tidak ada.", "As decisões são guardadas por 90 dias; não há mais.");
    public static readonly Word Recipient = new("To", "Kepada", "Para");
    public static readonly Word Channel = new("Channel", "Saluran", "Canal");
    public static readonly Word Purpose = new("What", "Apa", "O quê");
    public static readonly Word Attempts = new("Tries", "Percobaan", "Tentativas");
    public static readonly Word InDoubt = new("may have arrived already", "mungkin sudah sampai", "pode já ter chegado");
    public static readonly Word Decision = new("Decision", "Keputusan", "Decisão");
    public static readonly Word Alert = new("Alert", "Alert", "Alerta");
    public static readonly Word OpenedAt = new("Told", "Diberitahukan", "Avisado");
    public static readonly Word ClosedAt = new("Over", "Selesai", "Encerrado");
    public static readonly Word Cause = new("Likely cause", "Dugaan penyebab", "Causa provável");
    public static readonly Word Steps = new("Steps taken", "Langkah eskalasi", "Passos tomados");
    public static readonly Word Routes = new("Routes", "Rute", "Rotas");
    public static readonly Word Looked = new("You may look, and change nothing.", "Anda hanya dapat melihat.", "Você pode ver, e nada alterar.");
    public static readonly Word AlreadyClosed = new("It is over already.", "Sudah selesai.", "Já está encerrado.");
    public static readonly Word NotAcknowledged = new("Nobody had acknowledged it.", "Belum ada yang memegang.", "Ninguém o havia reconhecido.");
    public static readonly Word TooLong = new("That is too long.", "Terlalu panjang.", "É longo demais.");
    public static readonly Word Empty = new("There was nothing in it.", "Isinya kosong.", "Estava vazio.");
    public static readonly Word NoSuchPerson = new("That person cannot look after it: not there, signed out for good, or only looking.", "Orang itu tidak dapat menangani: tidak ada, dinonaktifkan, atau hanya melihat.", "Essa pessoa não pode cuidar dele: não existe, está desativada ou só observa.");
    public static readonly Word NotHisSite = new("That person does not see this site.", "Orang itu tidak melihat lokasi ini.", "Essa pessoa não vê este local.");

    public static readonly Word Began = new("began", "mulai", "começou");
    public static readonly Word Ended = new("ended", "selesai", "terminou");
    public static readonly Word Several = new("{0} × {1}", "{0} × {1}", "{0} × {1}");
    public static readonly Word Wrote = new("{0} wrote", "{0} mencatat", "{0} anotou");
    public static readonly Word Gave = new("{0} gave it to {1}", "{0} menugaskan ke {1}", "{0} atribuiu a {1}");
    public static readonly Word Muted = new("{0} muted it until {1}", "{0} membisukan sampai {1}", "{0} silenciou até {1}");
    public static readonly Word TookBack = new("{0} gave it to nobody", "{0} membatalkan penugasan", "{0} retirou a atribuição");

    /// <summary>A state as a filter names it.</summary>
    public static Word OfState(string? state) => state switch { "open" => Open, "acked" => Acked, "closed" => Closed, "all" => AllStates, _ => Standing };

    /// <summary>Why an action was refused.</summary>
    public static Word OfRefusal(string reason) => reason switch
    {
        "closed" => AlreadyClosed,
        "not_acknowledged" => NotAcknowledged,
        "too_long" => TooLong,
        "empty" => Empty,
        "not_his_site" => NotHisSite,
        _ => NoSuchPerson,
    };
}
