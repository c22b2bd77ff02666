using System.Net;
using EdgeNoc.Rig;

namespace EdgeNoc.Simulators.Vrp;

/// <summary>A VRP box behind a real sshd, as demo, sample POP and benches have it.</summary>
public sealed class VrpBox : IAsyncDisposable
{
    private readonly SshServer _server;
    private readonly string _folder;

    private VrpBox(SshServer server, string folder) => (_server, _folder) = (server, folder);

    /// <inheritdoc cref="SshServer.Missing"/>
    public static string? Missing => SshServer.Missing;

    public string Url => _server.Url;

    /// <param name="folder">For what it was asked, its traps, and its sshd.</param>
    /// <param name="password">Of the user <see cref="SshServer.User"/>.</param>
    /// <param name="listen">Where; null: a free port of 127.0.0.1.</param>
    /// <param name="traps">How it misbehaves.</param>
    public static async Task<VrpBox> StartAsync(string folder, string password, IPEndPoint? listen = null, VrpTrap traps = VrpTrap.None)
    {
        Directory.CreateDirectory(folder);
        var box = new VrpBox(await SshServer.StartAsync(Path.Combine(folder, "sshd"), password, $"{Built.Simulators} vrp --folder {folder}", listen: listen), folder);
        box.Set(traps);
        return box;
    }

    /// <summary>From the next command on.</summary>
    public void Set(VrpTrap traps) => File.WriteAllText(Path.Combine(_folder, "traps"), traps.ToString());

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
