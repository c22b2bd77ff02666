using System.Collections.Concurrent;

namespace EdgeNoc.Rig;

/// <summary>One thread that starts all children, because the kernel's "kill me when my parent dies" means the parent's thread.</summary>
internal static class ParentThread
{
    private static readonly BlockingCollection<Action> Work = [];

    static ParentThread() => new Thread(Loop) { IsBackground = true, Name = "children" }.Start();

    public static void Run(Action action)
    {
        var done = new TaskCompletionSource();
        Work.Add(() =>
        {
            try
            {
                action();
                done.SetResult();
            }
            catch (Exception problem)
            {
                done.SetException(problem);
            }
        });
        done.Task.GetAwaiter().GetResult();
    }

    private static void Loop()
    {
        foreach (var action in Work.GetConsumingEnumerable()) action();
    }
}
