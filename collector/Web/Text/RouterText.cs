namespace EdgeNoc.Collector.Web.Text;

/// <summary>What routers list.</summary>
internal static class RouterText
{
    public static readonly Word PppAccounts = new("PPP accounts", "Akun PPP", "Contas PPP");
    public static readonly Word PppSessions = new("PPPoE sessions", "Sesi PPPoE", "Sessões PPPoE");
    public static readonly Word Hotspot = new("Hotspot users", "Pengguna hotspot", "Usuários do hotspot");
    public static readonly Word Leases = new("DHCP leases", "Lease DHCP", "Concessões DHCP");
    public static readonly Word Queues = new("Queues", "Antrian", "Filas");
    public static readonly Word Wireless = new("Wireless clients", "Klien nirkabel", "Clientes sem fio");
    public static readonly Word Addresses = new("IP addresses", "Alamat IP", "Endereços IP");
    public static readonly Word Routers = new("Router lists", "Daftar router", "Listas dos roteadores");
    public static readonly Word User = new("User", "Pengguna", "Usuário");
    public static readonly Word Profile = new("Profile", "Profil", "Perfil");
    public static readonly Word Address = new("Address", "Alamat", "Endereço");
    public static readonly Word LastOut = new("Last logged out", "Terakhir keluar", "Última saída");
    public static readonly Word OfflineFor = new("Offline for", "Offline selama", "Fora há");
    public static readonly Word Comment = new("Comment", "Komentar", "Comentário");
    public static readonly Word Service = new("Service", "Layanan", "Serviço");
    public static readonly Word UploadRate = new("Upload now", "Unggah kini", "Envio agora");
    public static readonly Word DownloadRate = new("Download now", "Unduh kini", "Recebimento agora");
    public static readonly Word Uploaded = new("Uploaded", "Terunggah", "Enviado");
    public static readonly Word Downloaded = new("Downloaded", "Terunduh", "Recebido");
    public static readonly Word Server = new("Server", "Server", "Servidor");
    public static readonly Word Idle = new("Idle for", "Diam selama", "Ocioso há");
    public static readonly Word Host = new("Host", "Host", "Host");
    public static readonly Word Expires = new("Expires in", "Berakhir dalam", "Expira em");
    public static readonly Word Target = new("Target", "Target", "Alvo");
    public static readonly Word MaxUpload = new("Upload at most", "Batas unggah", "Limite de envio");
    public static readonly Word MaxDownload = new("Download at most", "Batas unduh", "Limite de recebimento");
    public static readonly Word Interface = new("Interface", "Antarmuka", "Interface");
    public static readonly Word Signal = new("Signal", "Sinyal", "Sinal");
    public static readonly Word Network = new("Network", "Jaringan", "Rede");
    public static readonly Word Online = new("online", "online", "online");
    public static readonly Word Offline = new("offline", "offline", "offline");
    public static readonly Word Disabled = new("disabled", "dinonaktifkan", "desativada");
    public static readonly Word Bound = new("bound", "terpakai", "em uso");
    public static readonly Word Waiting = new("waiting", "menunggu", "aguardando");

    public static Word OfState(string state) => state switch { "online" => Online, "offline" => Offline, "disabled" => Disabled, "bound" => Bound, "waiting" => Waiting, _ => new(state, state, state) };
}
