using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace FeatureFlag.TestKit.Servers;

/// <summary>Finds a TCP port on 127.0.0.1 that nobody listens on.</summary>
public static class FreePort
{
    private const int Lowest = 15_000;

    /// <summary>
    /// Outside of the kernel's ephemeral range: while a server is down, a client that retries from a port of that
    /// range can connect to itself, and then the server cannot come back on its port.
    /// </summary>
    public static int Next()
    {
        var end = EphemeralStart() is var start && start > Lowest + 1000 ? start : 32_768;
        for (var attempt = 0; attempt < 200; attempt++)
        {
            var port = Random.Shared.Next(Lowest, end);
            if (IsFree(port))
            {
                return port;
            }
        }

        throw new InvalidOperationException($"No free port between {Lowest} and {end}.");
    }

    private static bool IsFree(int port)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Bind(new IPEndPoint(IPAddress.Loopback, port));
            socket.Listen();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int EphemeralStart()
    {
        const string Setting = "/proc/sys/net/ipv4/ip_local_port_range";
        return File.Exists(Setting)
            ? int.Parse(File.ReadAllText(Setting).Split('\t', ' ')[0], CultureInfo.InvariantCulture)
            : 0;
    }
}
