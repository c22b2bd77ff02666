using EdgeNoc.Collector.Users;

namespace EdgeNoc.Collector.Web.Text;

/// <summary>Users, their sessions, and who did what.</summary>
internal static class PeopleText
{
    public static readonly Word New = new("New user", "Pengguna baru", "Novo usuário");
    public static readonly Word Edit = new("Change {0}", "Ubah {0}", "Alterar {0}");
    public static readonly Word Role = new("Role", "Peran", "Papel");
    public static readonly Word Sites = new("Sites", "Lokasi", "Locais");
    public static readonly Word SitesHint = new("Ids separated by commas; empty: all. A technician needs at least one.", "Id dipisah koma; kosong: semua. Teknisi perlu minimal satu.", "Ids separados por vírgulas; vazio: todos. Um técnico precisa de ao menos um.");
    public static readonly Word AllSites = new("all", "semua", "todos");
    public static readonly Word Disabled = new("Cannot sign in", "Tidak dapat masuk", "Não pode entrar");
    public static readonly Word NewPassword = new("New password", "Kata sandi baru", "Nova senha");
    public static readonly Word KeepPassword = new("Empty: it stays. Another one signs him out everywhere.", "Kosong: tetap. Yang baru mengeluarkannya di mana-mana.", "Vazio: fica a atual. Outra o desconecta de todos os lugares.");
    public static readonly Word OldPassword = new("Present password", "Kata sandi sekarang", "Senha atual");
    public static readonly Word WrongPassword = new("The present password is wrong.", "Kata sandi sekarang salah.", "A senha atual está errada.");
    public static readonly Word PasswordChanged = new("The password was changed; other browsers are signed out.", "Kata sandi diganti; peramban lain dikeluarkan.", "A senha foi alterada; os outros navegadores foram desconectados.");
    public static readonly Word ChangePassword = new("Change the password", "Ganti kata sandi", "Alterar a senha");
    public static readonly Word Sessions = new("Signed in", "Sesi masuk", "Sessões abertas");
    public static readonly Word Browser = new("Browser", "Peramban", "Navegador");
    public static readonly Word Address = new("Address", "Alamat", "Endereço");
    public static readonly Word Used = new("Used", "Dipakai", "Usada");
    public static readonly Word ThisOne = new("this one", "yang ini", "esta");
    public static readonly Word End = new("End", "Akhiri", "Encerrar");
    public static readonly Word EndAll = new("Sign out everywhere", "Keluar dari semua", "Sair de todos os lugares");
    public static readonly Word LastAdmin = new("This is the last administrator: make another one first.", "Ini admin terakhir: buat yang lain dulu.", "Este é o último administrador: crie outro antes.");
    public static readonly Word NeedsPassword = new("A new user needs a password.", "Pengguna baru perlu kata sandi.", "Um novo usuário precisa de senha.");
    public static readonly Word BadSite = new("{0} is no site's id.", "{0} bukan id lokasi.", "{0} não é id de um local.");
    public static readonly Word TechnicianSites = new("A technician needs at least one site.", "Teknisi perlu minimal satu lokasi.", "Um técnico precisa de ao menos um local.");
    public static readonly Word AllOnly = new("This role is for all sites: leave them empty.", "Peran ini untuk semua lokasi: kosongkan.", "Este papel é para todos os locais: deixe vazio.");
    public static readonly Word Stale = new(
        "Somebody changed this user since the page was opened. What is below is how he is now; change it again.",
        "Pengguna ini diubah orang lain sejak halaman dibuka. Di bawah keadaan sekarang; ubah lagi.",
        "Alguém alterou este usuário desde que a página foi aberta. Abaixo está como ele é agora; altere de novo.");
    public static readonly Word SureRemove = new("Remove {0}?", "Hapus {0}?", "Remover {0}?");
    public static readonly Word Search = new("Search", "Cari", "Buscar");
    public static readonly Word At = new("When", "Kapan", "Quando");
    public static readonly Word Who = new("Who", "Siapa", "Quem");
    public static readonly Word Via = new("Via", "Lewat", "Via");
    public static readonly Word Action = new("Action", "Tindakan", "Ação");
    public static readonly Word Target = new("On", "Pada", "Em");
    public static readonly Word Outcome = new("Outcome", "Hasil", "Resultado");
    public static readonly Word Detail = new("Before and after", "Sebelum dan sesudah", "Antes e depois");
    public static readonly Word Older = new("Older", "Lebih lama", "Mais antigos");
    public static readonly Word Nothing = new("Nothing matches.", "Tidak ada yang cocok.", "Nada corresponde.");
    public static readonly Word Tokens = new("Tokens of the API", "Token API", "Tokens da API");
    public static readonly Word TokensWhy = new("Programs use the API with them, with the same roles and sites as people.", "Program memakai API dengannya, dengan peran dan lokasi seperti orang.", "Programas usam a API com eles, com os mesmos papéis e locais das pessoas.");
    public static readonly Word TokenMade = new("Keep it; it is not shown again:", "Simpan; tidak ditampilkan lagi:", "Guarde-o; não será mostrado de novo:");
    public static readonly Word MakeToken = new("Make a token", "Buat token", "Criar um token");
    public static readonly Word Revoke = new("Revoke", "Cabut", "Revogar");
    public static readonly Word Revoked = new("revoked", "dicabut", "revogado");
    public static readonly Word Viewer = new("Viewer", "Pengamat", "Observador");
    public static readonly Word Technician = new("Technician", "Teknisi", "Técnico");
    public static readonly Word Admin = new("Administrator", "Admin", "Administrador");

    public static Word Of(UserRole role) => role switch { UserRole.Viewer => Viewer, UserRole.Technician => Technician, UserRole.Admin => Admin, _ => new("NOC", "NOC", "NOC") };
}
