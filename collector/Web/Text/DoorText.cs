namespace EdgeNoc.Collector.Web.Text;

/// <summary>Signing in, the first set-up, passwords.</summary>
internal static class DoorText
{
    public static readonly Word SignIn = new("Sign in", "Masuk", "Entrar");
    public static readonly Word Id = new("User", "Pengguna", "Usuário");
    public static readonly Word IdHint = new("Lower-case letters, digits and . _ @ -", "Huruf kecil, angka dan . _ @ -", "Minúsculas, dígitos e . _ @ -");
    public static readonly Word Name = new("Name", "Nama", "Nome");
    public static readonly Word Password = new("Password", "Kata sandi", "Senha");
    public static readonly Word Refused = new(
        "The user or the password is wrong, or the account is locked for a while after wrong passwords. An administrator can set another password.",
        "Pengguna atau kata sandi salah, atau akun terkunci sementara setelah kata sandi salah. Admin dapat memberi kata sandi baru.",
        "Usuário ou senha errados, ou a conta está bloqueada por um tempo após senhas erradas. Um administrador pode definir outra senha.");

    public static readonly Word Wait = new(
        "Too many wrong passwords came from your address. Wait {0} seconds, then try again.", "Terlalu banyak kata sandi salah dari alamat Anda. Tunggu {0} detik, lalu coba lagi.",
        "Muitas senhas erradas vieram do seu endereço. Aguarde {0} segundos e tente de novo.");

    public static readonly Word Setup = new("First set-up", "Penyiapan pertama", "Primeira configuração");
    public static readonly Word SetupWhy = new(
        "Nobody can sign in yet. Whoever installed this collector has an administrator's token; it makes the first administrator, who makes the others.",
        "Belum ada yang dapat masuk. Pemasang collector ini punya token admin; dengan itu dibuat admin pertama, yang membuat lainnya.",
        "Ninguém pode entrar ainda. Quem instalou este coletor tem um token de administrador; com ele se cria o primeiro administrador, que cria os demais.");

    public static readonly Word Token = new("Administrator's token", "Token admin", "Token de administrador");
    public static readonly Word TokenHint = new(
        "The installation printed it (edgenoc.…). Another one: edgenoc-collector token add --name NAME --role admin --config FILE",
        "Dicetak saat pemasangan (edgenoc.…). Yang baru: edgenoc-collector token add --name NAMA --role admin --config BERKAS",
        "A instalação o imprimiu (edgenoc.…). Outro: edgenoc-collector token add --name NOME --role admin --config ARQUIVO");

    public static readonly Word BadToken = new(
        "That is no administrator's token, or it was revoked.", "Itu bukan token admin, atau sudah dicabut.", "Não é um token de administrador, ou foi revogado.");
    public static readonly Word BadId = new("The user may have lower-case letters, digits and . _ @ - only.", "Pengguna hanya huruf kecil, angka dan . _ @ -.", "O usuário só pode ter minúsculas, dígitos e . _ @ -.");
    public static readonly Word Taken = new("There is somebody of that name already.", "Nama itu sudah dipakai.", "Já existe alguém com esse nome.");
    public static readonly Word NoName = new("A name is needed.", "Nama harus diisi.", "É preciso um nome.");
    public static readonly Word PasswordHint = new("10 characters or more; several words are good.", "10 karakter atau lebih; beberapa kata itu baik.", "10 caracteres ou mais; várias palavras são boas.");
    public static readonly Word TooShort = new("The password has fewer than 10 characters.", "Kata sandi kurang dari 10 karakter.", "A senha tem menos de 10 caracteres.");
    public static readonly Word TooLong = new("The password has more than 200 characters.", "Kata sandi lebih dari 200 karakter.", "A senha tem mais de 200 caracteres.");
    public static readonly Word HoldsName = new("The password holds the user's name.", "Kata sandi memuat nama pengguna.", "A senha contém o nome do usuário.");
    public static readonly Word TooSimple = new("The password has fewer than 5 different characters.", "Kata sandi kurang dari 5 karakter berbeda.", "A senha tem menos de 5 caracteres diferentes.");
    public static readonly Word Make = new("Make the administrator", "Buat admin", "Criar o administrador");

    public static Word Of(Users.PasswordFault fault) => fault switch
    {
        Users.PasswordFault.TooShort => TooShort,
        Users.PasswordFault.TooLong => TooLong,
        Users.PasswordFault.HoldsName => HoldsName,
        _ => TooSimple,
    };
}
