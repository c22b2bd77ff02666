namespace EdgeNoc.Collector.Web.Text;

/// <summary>What the forms of contacts, rotations, routes and reports have in common.</summary>
internal static class FormText
{
    public static readonly Word Id = new("Id", "Id", "Id");
    public static readonly Word IdHint = new("1 to 64 letters, digits, dots, dashes and underscores. It cannot be changed later.", "1 sampai 64 huruf, angka, titik, tanda hubung dan garis bawah. Tidak dapat diubah nanti.", "1 a 64 letras, dígitos, pontos, hífens e sublinhados. Não pode ser mudado depois.");
    public static readonly Word Needed = new("{0} is needed by {1}: change those first.", "{0} dibutuhkan oleh {1}: ubah itu dulu.", "{0} é necessário para {1}: altere esses antes.");
    public static readonly Word ChangedMeanwhile = new(
        "{0} changed this at {1}, while you had it open. What he changed and you did not is taken over below, what you typed is as you typed it. Look at it and save again.",
        "{0} mengubah ini pukul {1} saat Anda membukanya. Yang diubahnya dan tidak Anda ubah sudah diambil di bawah; ketikan Anda tetap. Periksa dan simpan lagi.",
        "{0} alterou isto às {1}, enquanto você o tinha aberto. O que ele alterou e você não foi incorporado abaixo; o que você digitou continua. Confira e salve de novo.");
    public static readonly Word GoneMeanwhile = new(
        "{0} removed this at {1}, while you had it open. What you typed is still below: saving makes it anew.",
        "{0} menghapus ini pukul {1} saat Anda membukanya. Ketikan Anda masih di bawah: menyimpan membuatnya lagi.",
        "{0} removeu isto às {1}, enquanto você o tinha aberto. O que você digitou ainda está abaixo: salvar cria de novo.");
    public static readonly Word WhatChanged = new("What changed meanwhile", "Yang berubah sementara itu", "O que mudou enquanto isso");
    public static readonly Word Before = new("Before", "Sebelumnya", "Antes");
    public static readonly Word Now = new("Now", "Sekarang", "Agora");
    public static readonly Word Yours = new("you changed it too: yours is in the form", "Anda juga mengubahnya: milik Anda di formulir", "você também alterou: o seu está no formulário");
    public static readonly Word Theirs = new("taken over", "diambil", "incorporado");
    public static readonly Word RemovedTitle = new("{0} was removed", "{0} sudah dihapus", "{0} foi removido");
    public static readonly Word RemovedBy = new("The {0} {1} was removed by {2},", "{0} {1} dihapus oleh {2},", "{0} {1}: removido por {2},");
    public static readonly Word GoneForGood = new("That is more than 30 days ago: it cannot be put back any more. A backup of that time may still have it.", "Itu lebih dari 30 hari lalu: tidak dapat dikembalikan. Cadangan waktu itu mungkin masih memilikinya.", "Isso foi há mais de 30 dias: não pode mais ser recuperado. Um backup daquela época ainda pode tê-lo.");
    public static readonly Word AskAdmin = new("An administrator can put it back for 30 days.", "Admin dapat mengembalikannya selama 30 hari.", "Um administrador pode recuperá-lo por 30 dias.");
    public static readonly Word Always = new("always", "selalu", "sempre");
    public static readonly Word None = new("none", "tidak ada", "nenhum");
}
