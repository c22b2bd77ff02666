namespace EdgeNoc.Demo.Watching;

internal static class AgentStatusReader
{
    public static Task<AgentView?> ReadAsync(string stateDir) => Task.FromResult<AgentView?>(null);
}
