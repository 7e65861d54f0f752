using System.ComponentModel;
using System.Runtime.InteropServices;

namespace FeatureFlag.TestKit.Servers;

/// <summary>Linux signal numbers.</summary>
public enum Signal
{
    Interrupt = 2,
    Quit = 3,
    Kill = 9,
    Terminate = 15,
    Continue = 18,
    Stop = 19,
}

/// <summary>kill(2).</summary>
public static class Signals
{
    private const int NoSuchProcess = 3;

    /// <returns>False when there is no such process (any more).</returns>
    public static bool Send(int pid, Signal signal)
    {
        // 0 and below would mean process groups, up to "everything".
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(pid);
        if (kill(pid, (int)signal) == 0)
        {
            return true;
        }

        var error = Marshal.GetLastPInvokeError();
        return error == NoSuchProcess ? false : throw new Win32Exception(error);
    }

    [DllImport("libc", SetLastError = true)]
    private static extern int kill(int pid, int signal);
}
