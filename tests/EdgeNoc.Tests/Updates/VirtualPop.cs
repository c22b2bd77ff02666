using EdgeNoc.Rig.Vm;

namespace EdgeNoc.Tests.Updates;

/// <summary>A POP in a virtual machine: a cut of its power loses what had not reached its disk.</summary>
internal sealed class VirtualPop(DiskMachine machine) : IPopMachine
{
    public Task StartAsync() => machine.StartAsync();

    public Task CutPowerAsync() => machine.CutPowerAsync();

    public Task<(int Code, string Output)> TryAsync(string script) => machine.TryAsync(script);

    public ValueTask DisposeAsync() => machine.DisposeAsync();
}
