namespace EdgeNoc.Collector.Web.Text;

/// <summary>Backups and putting them back.</summary>
internal static class BackupText
{
    public static readonly Word Backups = new("Backups", "Cadangan", "Backups");
    public static readonly Word Why = new(
        "Each night, and before one is put back, the collector makes a backup of its database and keys, encrypted with the key of its config. Certificates, the broker's users and InfluxDB are in the machine's own backups.",
        "Setiap malam, dan sebelum pengembalian, collector membuat cadangan basis data dan kuncinya, dienkripsi dengan kunci di config. Sertifikat, pengguna broker dan InfluxDB ada di cadangan mesin.",
        "Toda noite, e antes de uma restauração, o coletor faz um backup do banco e das chaves, cifrado com a chave da configuração. Certificados, usuários do broker e InfluxDB estão nos backups da máquina.");
    public static readonly Word NoKey = new("The collector's config has no section “backup”: without the key that it names no backup is made. See collector/Backup/README.md.", "Config collector tidak punya bagian “backup”: tanpa kunci di sana tidak ada cadangan. Lihat collector/Backup/README.md.", "A configuração do coletor não tem a seção “backup”: sem a chave que ela nomeia não há backup. Veja collector/Backup/README.md.");
    public static readonly Word None = new("There is none yet.", "Belum ada.", "Ainda não há nenhum.");
    public static readonly Word Make = new("Make one now", "Buat sekarang", "Fazer um agora");
    public static readonly Word Name = new("Backup", "Cadangan", "Backup");
    public static readonly Word Size = new("Size", "Ukuran", "Tamanho");
    public static readonly Word MadeAt = new("Made", "Dibuat", "Feito");
    public static readonly Word Check = new("Check", "Periksa", "Verificar");
    public static readonly Word Checked = new("Checked", "Diperiksa", "Verificado");
    public static readonly Word NotChecked = new("not checked", "belum diperiksa", "não verificado");
    public static readonly Word Good = new("can be put back: {0} sites, {1} users, {2} contacts", "dapat dikembalikan: {0} lokasi, {1} pengguna, {2} kontak", "pode ser restaurado: {0} locais, {1} usuários, {2} contatos");
    public static readonly Word Download = new("Download", "Unduh", "Baixar");
    public static readonly Word Restore = new("Put back …", "Kembalikan …", "Restaurar …");
    public static readonly Word RestoreTitle = new("Put {0} back", "Kembalikan {0}", "Restaurar {0}");
    public static readonly Word Replaces = new(
        "The whole database and the keys are replaced: sites and configs, contacts, routes, users with their passwords and tokens, incidents, audit and messages become what they were. What came since is gone from here; it stays in the backup that is made just before. Agents go on; what still stands at a site is told once. Messages that waited back then are not sent. Certificates, the broker's users and the history in InfluxDB stay as they are.",
        "Seluruh basis data dan kunci diganti: lokasi dan config, kontak, rute, pengguna dengan kata sandi dan token, insiden, catatan dan pesan menjadi seperti dulu. Yang datang sesudahnya hilang dari sini; tetap ada di cadangan yang dibuat tepat sebelumnya. Agent berjalan terus; yang masih ada di lokasi diberitahukan sekali. Pesan yang menunggu waktu itu tidak dikirim. Sertifikat, pengguna broker dan riwayat InfluxDB tetap.",
        "O banco inteiro e as chaves são substituídos: locais e configurações, contatos, rotas, usuários com senhas e tokens, incidentes, auditoria e mensagens voltam ao que eram. O que veio depois some daqui; fica no backup feito logo antes. Os agentes seguem; o que ainda vale num local é contado uma vez. Mensagens que esperavam então não são enviadas. Certificados, usuários do broker e o histórico no InfluxDB ficam como estão.");
    public static readonly Word Restarts = new("The collector then starts anew, which takes some seconds; you may have to sign in again, with the password of back then.", "Collector lalu mulai ulang beberapa detik; mungkin Anda harus masuk lagi, dengan kata sandi waktu itu.", "O coletor então reinicia, o que leva alguns segundos; talvez você precise entrar de novo, com a senha de então.");
    public static readonly Word Then = new("In the backup", "Di cadangan", "No backup");
    public static readonly Word Today = new("Now", "Sekarang", "Agora");
    public static readonly Word Users = new("Users", "Pengguna", "Usuários");
    public static readonly Word Incidents = new("Incidents", "Insiden", "Incidentes");
    public static readonly Word LastEvent = new("Last event", "Kejadian terakhir", "Último evento");
    public static readonly Word AsOf = new("As it was", "Keadaan pada", "Como era");
    public static readonly Word TypeName = new("Type the name of the backup to say that you mean it", "Ketik nama cadangan untuk memastikan", "Digite o nome do backup para confirmar");
    public static readonly Word WrongName = new("That is not its name.", "Itu bukan namanya.", "Esse não é o nome dele.");
    public static readonly Word PutBack = new("Put it back", "Kembalikan", "Restaurar");
    public static readonly Word Working = new("It is being read …", "Sedang dibaca …", "Lendo …");
    public static readonly Word Started = new("{0} is being put back: the collector starts anew. This page comes back by itself.", "{0} sedang dikembalikan: collector mulai ulang. Halaman ini muncul lagi sendiri.", "{0} está sendo restaurado: o coletor reinicia. Esta página volta sozinha.");
}
