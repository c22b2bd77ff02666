using EdgeNoc.Rig;

namespace EdgeNoc.Tests.Updates;

/// <summary>The same in namespaces of this machine: the real systemd as process 1. Its power is cut by ending all its processes at once; the disk keeps what was written.</summary>
internal sealed class NamespaceMachine(DebianRoot root) : IPopMachine
{
    private SystemdMachine? _machine;

    public async Task StartAsync() => _machine = await SystemdMachine.StartAsync(root, sharesNetwork: true);

    public Task CutPowerAsync()
    {
        _machine?.Dispose();
        _machine = null;
        return Task.CompletedTask;
    }

    public Task<(int Code, string Output)> TryAsync(string script) => Task.FromResult(_machine!.Try(script));

    public ValueTask DisposeAsync()
    {
        _machine?.Dispose();
        root.Dispose();
        return ValueTask.CompletedTask;
    }
}
