namespace EdgeNoc.Collector.Web.Text;

/// <summary>The people who are told.</summary>
internal static class ContactText
{
    public static readonly Word Contacts = new("Contacts", "Kontak", "Contatos");
    public static readonly Word Why = new("Who can be told. Of what, the routes say.", "Siapa yang dapat diberi tahu. Tentang apa, rute yang menentukan.", "Quem pode ser avisado. De quê, dizem as rotas.");
    public static readonly Word New = new("New contact", "Kontak baru", "Novo contato");
    public static readonly Word Nobody = new("There is nobody yet. Until a route exists, the numbers in the collector's config are told.", "Belum ada siapa pun. Selama belum ada rute, nomor di config collector yang diberi tahu.", "Ainda não há ninguém. Enquanto não houver rota, são avisados os números da configuração do coletor.");
    public static readonly Word Name = new("Name", "Nama", "Nome");
    public static readonly Word Language = new("Language of his messages", "Bahasa pesannya", "Idioma das mensagens");
    public static readonly Word SitesLanguage = new("the site's", "bahasa lokasi", "o do local");
    public static readonly Word Zone = new("Time zone", "Zona waktu", "Fuso horário");
    public static readonly Word ZoneHint = new("His quiet hours and reports go by it: Asia/Jakarta, Asia/Dili, America/Sao_Paulo", "Jam tenang dan laporannya memakai ini: Asia/Jakarta, Asia/Dili, America/Sao_Paulo", "As horas de silêncio e os relatórios seguem-no: Asia/Jakarta, Asia/Dili, America/Sao_Paulo");
    public static readonly Word Role = new("What his answers may do", "Yang boleh dilakukan jawabannya", "O que as respostas dele podem fazer");
    public static readonly Word RoleHint = new("viewer asks, operator acknowledges and mutes, admin all", "viewer bertanya, operator menerima dan membisukan, admin semua", "viewer pergunta, operator reconhece e silencia, admin tudo");
    public static readonly Word Quiet = new("Quiet hours", "Jam tenang", "Horas de silêncio");
    public static readonly Word QuietFrom = new("Quiet from", "Tenang dari", "Silêncio das");
    public static readonly Word QuietTo = new("Quiet until", "Tenang sampai", "Silêncio até");
    public static readonly Word QuietHint = new("Such as 22:00 and 06:00, by his clock; both empty: none", "Misalnya 22:00 dan 06:00, menurut jamnya; kosong: tidak ada", "Como 22:00 e 06:00, pelo relógio dele; ambos vazios: nenhuma");
    public static readonly Word WakesFrom = new("What wakes him all the same", "Yang tetap membangunkannya", "O que o acorda mesmo assim");
    public static readonly Word AndWorse = new("{0} and worse", "{0} dan lebih berat", "{0} e pior");
    public static readonly Word OnlyCritical = new("only critical", "hanya kritis", "só crítico");
    public static readonly Word Vip = new("Important person", "Orang penting", "Pessoa importante");
    public static readonly Word Addresses = new("Addresses, tried in this order", "Alamat, dicoba menurut urutan", "Endereços, tentados nesta ordem");
    public static readonly Word AddressesHint = new("An empty line is left out. To have more, save and open it again.", "Baris kosong diabaikan. Untuk menambah, simpan lalu buka lagi.", "Uma linha vazia é ignorada. Para mais, salve e abra de novo.");
    public static readonly Word Channel = new("Channel", "Kanal", "Canal");
    public static readonly Word Address = new("Address", "Alamat", "Endereço");
    public static readonly Word Send = new("Send a test", "Kirim uji", "Enviar teste");
    public static readonly Word Sending = new("It is being sent …", "Sedang dikirim …", "Enviando …");
    public static readonly Word NoChannels = new("The collector's config has no channel: nobody can be told anything. See collector/Channels/README.md.", "Config collector tidak punya kanal: tidak ada yang dapat diberi tahu. Lihat collector/Channels/README.md.", "A configuração do coletor não tem canal: ninguém pode ser avisado. Veja collector/Channels/README.md.");
    public static readonly Word UsedBy = new("Told by", "Diberi tahu lewat", "Avisado por");
}
