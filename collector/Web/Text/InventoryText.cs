namespace EdgeNoc.Collector.Web.Text;

/// <summary>What the office keeps of sites: how they are called, what their agents poll.</summary>
internal static class InventoryText
{
    public static readonly Word Inventory = new("Inventory", "Inventaris", "Inventário");
    public static readonly Word NewSite = new("New site", "Lokasi baru", "Novo local");
    public static readonly Word NoSites = new("There is no site yet. Make one here, or enrol an agent: it appears by itself.", "Belum ada lokasi. Buat di sini, atau daftarkan agent: muncul sendiri.", "Ainda não há locais. Crie um aqui ou registre um agente: ele aparece sozinho.");
    public static readonly Word Site = new("Site {0}", "Lokasi {0}", "Local {0}");
    public static readonly Word Id = new("Id", "Id", "Id");
    public static readonly Word SiteIdHint = new("1 to 40 lower-case letters, digits and dashes. It cannot be changed later.", "1 sampai 40 huruf kecil, angka dan tanda hubung. Tidak dapat diubah nanti.", "1 a 40 letras minúsculas, dígitos e hífens. Não pode ser mudado depois.");
    public static readonly Word Title = new("Name", "Nama", "Nome");
    public static readonly Word Zone = new("Time zone", "Zona waktu", "Fuso horário");
    public static readonly Word Language = new("Language of its messages", "Bahasa pesan", "Idioma das mensagens");
    public static readonly Word Gateway = new("Address asked while its agent is silent", "Alamat yang ditanya saat agent diam", "Endereço consultado enquanto o agente está mudo");
    public static readonly Word Latitude = new("Latitude", "Lintang", "Latitude");
    public static readonly Word Longitude = new("Longitude", "Bujur", "Longitude");
    public static readonly Word Devices = new("Devices", "Perangkat", "Equipamentos");
    public static readonly Word Onts = new("ONTs", "ONT", "ONTs");
    public static readonly Word NewDevice = new("New device", "Perangkat baru", "Novo equipamento");
    public static readonly Word NewOnt = new("New ONT", "ONT baru", "Nova ONT");
    public static readonly Word NoDevices = new("The office has told this site to poll nothing yet.", "Kantor belum menyuruh lokasi ini memoll apa pun.", "O escritório ainda não mandou este local consultar nada.");
    public static readonly Word NoOnts = new("No ONT is pinged here. Add one, or import a list.", "Belum ada ONT yang di-ping. Tambah satu, atau impor daftar.", "Nenhuma ONT é consultada aqui. Adicione uma ou importe uma lista.");
    public static readonly Word Driver = new("Driver", "Driver", "Driver");
    public static readonly Word ChooseDriver = new("Choose what kind of device it is.", "Pilih jenis perangkat.", "Escolha o tipo de equipamento.");
    public static readonly Word Address = new("Address", "Alamat", "Endereço");
    public static readonly Word Login = new("Login", "Login", "Login");
    public static readonly Word Group = new("Group", "Grup", "Grupo");
    public static readonly Word GroupHint = new("ONTs of one group are pinged together. A name that is new makes a group.", "ONT satu grup di-ping bersama. Nama baru membuat grup.", "ONTs de um grupo são consultadas juntas. Um nome novo cria um grupo.");
    public static readonly Word Password = new("Password", "Kata sandi", "Senha");
    public static readonly Word PasswordHint = new("Kept sealed; nobody sees it again. Empty: it stays as it is.", "Disimpan tersegel; tidak pernah ditampilkan lagi. Kosong: tetap.", "Guardada selada; ninguém a vê de novo. Vazio: fica como está.");
    public static readonly Word More = new("Further keys, as JSON", "Kunci lain, sebagai JSON", "Outras chaves, em JSON");
    public static readonly Word MoreHint = new("Thresholds and whatever else has no field here.", "Ambang batas dan hal lain tanpa kolom di sini.", "Limiares e o que mais não tem campo aqui.");
    public static readonly Word BadJson = new("This is no JSON object: write {{ … }} or leave it empty.", "Bukan objek JSON: tulis {{ … }} atau kosongkan.", "Não é um objeto JSON: escreva {{ … }} ou deixe vazio.");
    public static readonly Word Usual = new("Usually {0}.", "Biasanya {0}.", "Normalmente {0}.");
    public static readonly Word AsUsual = new("as usual", "seperti biasa", "como de costume");
    public static readonly Word Yes = new("yes", "ya", "sim");
    public static readonly Word No = new("no", "tidak", "não");
    public static readonly Word Test = new("Test the connection", "Uji koneksi", "Testar a conexão");
    public static readonly Word Testing = new("The site's agent asks it …", "Agent lokasi sedang bertanya …", "O agente do local está consultando …");
    public static readonly Word TestGood = new("It answers", "Menjawab", "Responde");
    public static readonly Word TestBad = new("It does not answer as it should", "Tidak menjawab semestinya", "Não responde como deveria");
    public static readonly Word TestNotRun = new("It could not be tested", "Tidak dapat diuji", "Não pôde ser testado");
    public static readonly Word Took = new("{0} ms at the site", "{0} ms di lokasi", "{0} ms no local");
    public static readonly Word Import = new("Import a list", "Impor daftar", "Importar uma lista");
    public static readonly Word Removed = new("Removed", "Yang dihapus", "Removidos");
    public static readonly Word RemovedWhy = new("What is removed can be put back for 30 days.", "Yang dihapus dapat dikembalikan selama 30 hari.", "O que foi removido pode ser recuperado por 30 dias.");
    public static readonly Word NothingRemoved = new("Nothing was removed within 30 days.", "Tidak ada yang dihapus dalam 30 hari.", "Nada foi removido nos últimos 30 dias.");
    public static readonly Word Restore = new("Put back", "Kembalikan", "Recuperar");
    public static readonly Word RemovedBy = new("By", "Oleh", "Por");
    public static readonly Word RemovedAt = new("When", "Kapan", "Quando");
    public static readonly Word Kind = new("Kind", "Jenis", "Tipo");
    public static readonly Word SureRemove = new("Remove {0}? It can be put back for 30 days.", "Hapus {0}? Dapat dikembalikan selama 30 hari.", "Remover {0}? Pode ser recuperado por 30 dias.");
    public static readonly Word Stale = new(
        "Somebody changed or removed this since the page was opened; nothing of yours was saved yet. Below is how it is now, with what you typed: where both of you changed the same, both stand there. Look at it and save again.",
        "Diubah atau dihapus orang lain sejak halaman dibuka; punya Anda belum tersimpan. Di bawah keadaan sekarang dengan isian Anda: bila sama-sama diubah, keduanya tampil. Periksa lalu simpan lagi.",
        "Alguém alterou ou removeu isto desde que a página foi aberta; o seu ainda não foi salvo. Abaixo está como é agora, com o que você digitou: onde ambos mudaram o mesmo, os dois aparecem. Confira e salve de novo.");
    public static readonly Word Meanwhile = new("Meanwhile somebody wrote:", "Sementara itu ditulis:", "Enquanto isso alguém escreveu:");
    public static readonly Word Wrong = new("This cannot be saved yet: see below.", "Belum dapat disimpan: lihat di bawah.", "Ainda não pode ser salvo: veja abaixo.");
    public static readonly Word AdoptFirst = new(
        "This site runs a config that was made there, and the office has none: saving here would take all of it away. Adopt it first: edgenoc-collector site adopt {0}",
        "Lokasi ini memakai config buatan sendiri, dan kantor tidak punya: menyimpan di sini menghapus semuanya. Adopsi dulu: edgenoc-collector site adopt {0}",
        "Este local usa uma configuração feita lá, e o escritório não tem nenhuma: salvar aqui apagaria tudo. Adote-a antes: edgenoc-collector site adopt {0}");
    public static readonly Word Enrolled = new("A machine is this site: it would be back with its next heartbeat. Lock it out first: edgenoc-collector site revoke {0}", "Ada mesin untuk lokasi ini: akan muncul lagi. Cabut dulu: edgenoc-collector site revoke {0}", "Uma máquina é este local: voltaria no próximo sinal. Bloqueie-a antes: edgenoc-collector site revoke {0}");
    public static readonly Word Version = new("Config {0}", "Config {0}", "Configuração {0}");
    public static readonly Word NotTaken = new("Config {0}, which the site refused: {1}", "Config {0} ditolak lokasi: {1}", "Configuração {0}, recusada pelo local: {1}");
    public static readonly Word OnItsWay = new("Config {0} is on its way; {1} runs", "Config {0} sedang dikirim; {1} berjalan", "Configuração {0} a caminho; {1} em uso");
    public static readonly Word Export = new("Export", "Ekspor", "Exportar");
    public static readonly Word WholeState = new("All that the office keeps", "Seluruh data kantor", "Tudo o que o escritório guarda");

    public static Word OfKind(string kind) => kind switch
    {
        "site" => new("site", "lokasi", "local"),
        "device" => new("device", "perangkat", "equipamento"),
        "ont" => new("ONT", "ONT", "ONT"),
        "group" => new("group", "grup", "grupo"),
        "contact" => new("contact", "kontak", "contato"),
        "rotation" => new("rotation", "giliran", "escala"),
        "route" => new("route", "rute", "rota"),
        "template" => new("message text", "teks pesan", "texto de mensagem"),
        _ => new("report", "laporan", "relatório"),
    };
}
