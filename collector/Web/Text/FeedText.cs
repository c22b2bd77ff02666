using EdgeNoc.Collector.Api.Feed;

namespace EdgeNoc.Collector.Web.Text;

/// <summary>What happened, as the feed tells it.</summary>
internal static class FeedText
{
    public static readonly Word Feed = new("Notifications", "Pemberitahuan", "Notificações");
    public static readonly Word Unread = new("{0} not read", "{0} belum dibaca", "{0} não lidas");
    public static readonly Word UnreadOnly = new("Not read", "Belum dibaca", "Não lidas");
    public static readonly Word All = new("All", "Semua", "Todas");
    public static readonly Word MarkRead = new("Read", "Sudah dibaca", "Lida");
    public static readonly Word MarkAllRead = new("Mark all read", "Tandai semua dibaca", "Marcar todas como lidas");
    public static readonly Word Clear = new("Clear", "Bersihkan", "Limpar");
    public static readonly Word ClearHint = new("Nothing is lost: Restore shows it again.", "Tidak ada yang hilang: Pulihkan menampilkannya lagi.", "Nada se perde: Restaurar mostra de novo.");
    public static readonly Word Restore = new("Restore", "Pulihkan", "Restaurar");
    public static readonly Word Nothing = new("Nothing happened at the sites that you see since you cleared this list.", "Belum ada kejadian di lokasi Anda sejak daftar dibersihkan.", "Nada aconteceu nos locais que você vê desde que limpou a lista.");
    public static readonly Word NothingUnread = new("You have read everything.", "Semua sudah dibaca.", "Você leu tudo.");
    public static readonly Word Times = new("{0} times within 7 days", "{0} kali dalam 7 hari", "{0} vezes em 7 dias");
    public static readonly Word IsNew = new("new", "baru", "nova");

    public static readonly Word Opened = new("began", "mulai", "começou");
    public static readonly Word Closed = new("is over", "selesai", "terminou");
    public static readonly Word Acknowledged = new("{0} has it", "dipegang {0}", "{0} o tem");
    public static readonly Word Noted = new("{0} wrote", "{0} mencatat", "{0} anotou");
    public static readonly Word Assigned = new("{0} gave it to {1}", "{0} menugaskan ke {1}", "{0} atribuiu a {1}");
    public static readonly Word Unassigned = new("{0} gave it to nobody", "{0} membatalkan penugasan", "{0} retirou a atribuição");
    public static readonly Word MaintenanceBegan = new("Maintenance of {0} began: {1}", "Pemeliharaan oleh {0} mulai: {1}", "Manutenção de {0} começou: {1}");
    public static readonly Word MaintenanceEnded = new("Maintenance of {0} ended: {1}", "Pemeliharaan oleh {0} selesai: {1}", "Manutenção de {0} terminou: {1}");
    public static readonly Word Info = new("note", "info", "nota");
    public static readonly Word Success = new("good", "baik", "bom");
    public static readonly Word Warning = new("warning", "peringatan", "aviso");
    public static readonly Word Error = new("error", "gangguan", "erro");

    public static Word OfLevel(FeedLevel level) => level switch { FeedLevel.Success => Success, FeedLevel.Warning => Warning, FeedLevel.Error => Error, _ => Info };

    /// <summary>What happened, in a line; the note of somebody stands beside it.</summary>
    public static string Line(FeedItem item, Viewer viewer) => item.Kind switch
    {
        FeedKind.Opened => viewer.Say(Opened),
        FeedKind.Closed => viewer.Say(Closed),
        FeedKind.Acknowledged => viewer.Say(Acknowledged, item.Who),
        FeedKind.Note => viewer.Say(Noted, item.Who),
        FeedKind.Assigned => viewer.Say(Assigned, item.Who, item.Text),
        FeedKind.Unassigned => viewer.Say(Unassigned, item.Who),
        FeedKind.MaintenanceBegan => viewer.Say(MaintenanceBegan, item.Who, item.Text),
        _ => viewer.Say(MaintenanceEnded, item.Who, item.Text),
    };
}
